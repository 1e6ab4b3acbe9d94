package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.MemoryBudget;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/** TensorRT on a GPU that answers. A process has one. */
public final class TensorRt {
  /** Left free for the driver, captured graphs and other programs. */
  private static final double SPARE = 0.05;

  private final TensorRtOptions options;
  private final Preflight.Ready ready;

  /** Named here as TensorRT calls it until the process ends. */
  private final TensorRtLog log = new TensorRtLog();

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
    return new TensorRt(options, new Preflight(search, new JavaCppAccess()).run(options.device()));
  }

  /** GPU and version in words. */
  public String label() {
    return "TensorRT " + ready.version() + " on " + ready.gpu().label();
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
   * Loads a checkpoint; plans that were never built here are built first, which takes minutes.
   *
   * @param clips looked at at a time
   * @param format {@code f32}, {@code bf16} or {@code auto}, which is {@code bf16}
   * @throws io.cuepoint.worker.engine.MemoryRefusedException before anything is built, when the
   *     model would not fit on the GPU
   * @throws TensorRtException when TensorRT fails or does not know the format
   */
  public Engine open(
      Checkpoint checkpoint, WeightFormat format, int clips, BuildProgress progress) {
    // every thread has a device of its own, the first unless it is told
    Cuda.check(cudart.cudaSetDevice(ready.gpu().index()), ready.gpu().label());
    IRuntime runtime = nvinfer.createInferRuntime(log);
    if (runtime == null || runtime.isNull()) {
      throw Failures.of("TensorRT does not start", log.takeErrors(), "tensorrt.run");
    }
    PlanSource plans =
        new PlanSource(ready, runtime, log, new PlanStore(options.plans()), progress);
    return TensorRtEngine.open(
        checkpoint, format, clips, label(), options, plans, new MemoryBudget(free()));
  }

  private static long free() {
    try (SizeTPointer free = new SizeTPointer(1);
        SizeTPointer total = new SizeTPointer(1)) {
      Cuda.check(cudart.cudaMemGetInfo(free, total), "free memory");
      return (long) ((1 - SPARE) * free.get());
    }
  }
}
