package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.graph.GpuVisionGraph;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** The vision tower on TensorRT, for one class of frame sizes. */
final class TensorRtVisionProgram implements VisionProgram {
  private final LoadedPlan plan;
  private final VisionConfig config;
  private final DeviceBuffer working;
  private final CudaStream stream;
  private final InputChannel patches;
  private final InputChannel cos;
  private final InputChannel sin;
  private final Groups windows;
  private final Groups steps;
  private final OutputChannel embeddings;
  private final IExecutionContext context;

  /** Allocates all that runs need. */
  TensorRtVisionProgram(LoadedPlan plan, VisionConfig config, ResolutionClass size) {
    this.plan = plan;
    plan.use();
    this.config = config;
    long rows = size.rows();
    long angles = Float.BYTES * rows * config.headDim() / 2;
    this.stream = CudaStream.usual();
    this.working = new DeviceBuffer(plan.workingBytes(), "the vision tower's working memory");
    this.patches = new InputChannel("patches", Float.BYTES * rows * config.patchValues());
    this.cos = new InputChannel("cos", angles);
    this.sin = new InputChannel("sin", angles);
    this.windows =
        new Groups("window", (long) size.windows() * GpuVisionGraph.windowPlaces(config), rows);
    this.steps = new Groups("step", rows, rows);
    long merged = (long) config.merge() * config.merge();
    this.embeddings =
        new OutputChannel("embeddings", Float.BYTES * (rows / merged * config.outHidden()));
    this.context = plan.context(0, working.memory(), working.bytes(), stream);
  }

  /** The three inputs that tell groups. */
  private record Groups(InputChannel pad, InputChannel unpad, InputChannel mask) {
    Groups(String name, long places, long rows) {
      this(
          new InputChannel(name + "_pad", Integer.BYTES * places),
          new InputChannel(name + "_unpad", Integer.BYTES * rows),
          new InputChannel(name + "_mask", places));
    }

    void put(GroupPlaces places, IExecutionContext context) {
      pad.put(places.pad());
      unpad.put(places.unpad());
      mask.put(places.mask());
      pad.bind(context, places.pad().length);
      unpad.bind(context, places.unpad().length);
      mask.bind(context, places.count(), 1, 1, places.places());
    }

    List<InputChannel> all() {
      return List.of(pad, unpad, mask);
    }
  }

  @Override
  public synchronized float[] run(VisionStep step) {
    plan.use();
    int rows = step.rows();
    long angles = config.headDim() / 2;
    int values = rows / (config.merge() * config.merge()) * config.outHidden();
    patches.put(step.patches());
    cos.put(step.cos());
    sin.put(step.sin());
    patches.bind(context, rows, config.patchValues());
    cos.bind(context, rows, angles);
    sin.bind(context, rows, angles);
    windows.put(step.windows(), context);
    steps.put(step.steps(), context);
    embeddings.bind(context);
    inputs().forEach(each -> each.upload(stream));
    plan.enqueue(context, stream);
    embeddings.download(stream, (long) Float.BYTES * values);
    stream.await("vision of " + rows + " patches");
    return embeddings.copy(values);
  }

  private List<InputChannel> inputs() {
    List<InputChannel> all = new ArrayList<>(List.of(patches, cos, sin));
    all.addAll(windows.all());
    all.addAll(steps.all());
    return all;
  }

  @Override
  public synchronized void close() {
    inputs().forEach(Closing::quietly);
    for (AutoCloseable each : List.<AutoCloseable>of(embeddings, working, stream)) {
      Closing.quietly(each);
    }
  }
}
