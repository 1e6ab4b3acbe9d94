package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.EngineOptions;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/** TensorRT on GPUs that answer. A process has one. */
public final class TensorRt {
  /** Left free for the driver, captured graphs and other programs. */
  private static final double SPARE = 0.05;

  private final TensorRtOptions options;
  private final Preflight.Ready ready;
  private final TensorRtLog log = Held.LOG;

  /** TensorRT calls the first log that it is given until the process ends. */
  private static final class Held {
    static final TensorRtLog LOG = new TensorRtLog();
  }

  private TensorRt(TensorRtOptions options, Preflight.Ready ready) {
    this.options = options;
    this.ready = ready;
  }

  /**
   * Looks for a GPU and the libraries, and loads them.
   *
   * @throws TensorRtException with the first thing that is missing and what to do
   */
  public static TensorRt find(TensorRtOptions options) {
    LibrarySearch search = LibrarySearch.ofMachine(options.home());
    return new TensorRt(options, new Preflight(search, new JavaCppAccess()).run(options.devices()));
  }

  /** GPUs and version in words. */
  public String label() {
    return "TensorRT %s on %s"
        .formatted(
            ready.version(),
            ready.gpus().stream().map(Gpu::label).collect(Collectors.joining(" and ")));
  }

  /**
   * Starts TensorRT's builder once.
   *
   * @throws TensorRtException when it does not start, with what it is missing
   */
  public void requireBuilder() {
    JavaCppAccess.loadBuilderResources(ready.files());
    IBuilder builder = nvinfer.createInferBuilder(log);
    if (builder == null || builder.isNull()) {
      throw Failures.of("TensorRT's builder does not start", log.takeErrors(), "tensorrt.build");
    }
  }

  /**
   * Loads a checkpoint; plans that were never built here are built first, which takes minutes, as
   * do weights in 4 bits that were never made.
   *
   * @param wanted of {@code AUTO}, bf16 is taken where that fits and int4 does otherwise; the
   *     budget is the host's and not asked
   * @throws io.cuepoint.worker.engine.MemoryRefusedException before anything is built, when the
   *     model would not fit on the GPUs
   * @throws io.cuepoint.worker.quantize.WeightCacheException when quantised weights cannot be kept
   * @throws TensorRtException when TensorRT fails or the GPU does not run the format
   */
  public Engine open(Checkpoint checkpoint, EngineOptions wanted, BuildProgress progress) {
    ready.gpus().forEach(gpu -> gpu.require(wanted.weights()));
    PlanStore store = new PlanStore(options.plans());
    List<StageDevice> devices =
        ready.gpus().stream().map(gpu -> device(gpu, store, progress)).toList();
    return TensorRtEngine.open(checkpoint, wanted, label(), options, devices);
  }

  /** A GPU that is named more than once has its memory shared. */
  private StageDevice device(Gpu gpu, PlanStore store, BuildProgress progress) {
    Cuda.use(gpu.index());
    IRuntime runtime = nvinfer.createInferRuntime(log);
    if (runtime == null || runtime.isNull()) {
      throw Failures.of("TensorRT does not start", log.takeErrors(), "tensorrt.run");
    }
    int sharing = Collections.frequency(options.devices(), gpu.index());
    return new StageDevice(
        new PlanSource(ready, gpu, runtime, log, store, progress), free() / sharing);
  }

  private static long free() {
    try (SizeTPointer free = new SizeTPointer(1);
        SizeTPointer total = new SizeTPointer(1)) {
      Cuda.check(cudart.cudaMemGetInfo(free, total), "free memory");
      return (long) ((1 - SPARE) * free.get());
    }
  }
}
