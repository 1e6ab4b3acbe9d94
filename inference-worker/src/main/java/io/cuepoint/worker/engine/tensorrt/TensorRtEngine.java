package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.ModelConfig;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.graph.GpuVisionGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.OnnxGraph;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import java.util.List;

/** A checkpoint on a GPU, or its decoder in stages on several. */
final class TensorRtEngine implements Engine {
  private static final long STEP = 1_000_000_000;

  private final WeightChoice weights;
  private final DecoderProgram program;
  private final TensorRtDecoder decoder;
  private final TensorRtVisionEncoder vision;

  private TensorRtEngine(
      WeightChoice weights, DecoderProgram program, TensorRtVisionEncoder vision) {
    this.weights = weights;
    this.program = program;
    this.decoder = new TensorRtDecoder(program, TensorRtDecoder.LINGER);
    this.vision = vision;
  }

  /**
   * Loads a checkpoint.
   *
   * @param wanted the number of clips, for as many of which there are caches where the options
   *     leave their number open and the memory has the room, and how the weights are to be held
   * @param label of TensorRT and the devices
   * @param devices at least one; the first has the vision tower
   */
  static TensorRtEngine open(
      Checkpoint checkpoint,
      EngineOptions wanted,
      String label,
      TensorRtOptions options,
      List<StageDevice> devices) {
    Workload load = options.workload(wanted.clips());
    List<Long> free = devices.stream().map(device -> room(device, devices.size())).toList();
    WeightChoice choice = DeviceNeeds.choose(checkpoint, wanted.weights(), load, free);
    WeightFormat format = choice.format();
    StagePlan split =
        StagePlan.of(checkpoint, format, free, load, options.batch() == 0 ? 1 : load.batch());
    GraphOptions graphs =
        GraphOptions.tensorRt(DeviceWeights.compute(format))
            .with(quantized(checkpoint, format, wanted));
    DecoderProgram program =
        new TensorRtStages(checkpoint, graphs, load, split.caches())
            .open(split, devices.stream().map(StageDevice::plans).toList());
    return new TensorRtEngine(
        new WeightChoice(format, "%s; %s, %s".formatted(choice.reason(), label, how(split))),
        program,
        vision(checkpoint, graphs, load, devices.get(0).plans()));
  }

  /**
   * Where several GPUs share a model, in whole steps: with a few bytes more or less at the next
   * start, it is split as before, and what was built is found again.
   */
  private static long room(StageDevice device, int of) {
    return of == 1 ? device.free() : device.free() / STEP * STEP;
  }

  private static String how(StagePlan split) {
    String together =
        split.caches() == 1 ? "a clip at a time" : split.caches() + " clips decoding together";
    return split.stages().size() == 1
        ? together
        : together + ", in " + split.stages().size() + " stages";
  }

  private static QuantizedWeights quantized(
      Checkpoint checkpoint, WeightFormat format, EngineOptions wanted) {
    return format.isQuantized()
        ? new WeightCache(wanted.weightFolder(), wanted.threads().count(), wanted.progress())
            .openForGpu(checkpoint, format)
        : QuantizedWeights.NONE;
  }

  private static TensorRtVisionEncoder vision(
      Checkpoint checkpoint, GraphOptions graphs, Workload load, PlanSource plans) {
    ModelConfig config = checkpoint.config();
    return new TensorRtVisionEncoder(
        config.vision(),
        load.patches(),
        size -> {
          OnnxGraph graph =
              GpuVisionGraph.write(config.vision(), checkpoint.weights(), graphs, size.patches());
          List<ShapeProfile> profiles = List.of(ShapeProfile.vision(config.vision(), size));
          return new TensorRtVisionProgram(
              plans.load("vision-" + size.patches(), graph, graphs.compute(), profiles),
              config.vision(),
              size);
        });
  }

  @Override
  public WeightChoice weights() {
    return weights;
  }

  @Override
  public VisionEncoder vision() {
    return vision;
  }

  @Override
  public Decoder decoder() {
    return decoder;
  }

  @Override
  public void close() {
    vision.close();
    program.close();
  }
}
