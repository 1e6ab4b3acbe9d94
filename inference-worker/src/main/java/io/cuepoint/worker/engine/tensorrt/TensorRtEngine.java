package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.ModelConfig;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.Engine;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.GpuVisionGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.graph.OnnxGraph;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import java.util.ArrayList;
import java.util.List;

/** A checkpoint on a GPU. */
final class TensorRtEngine implements Engine {
  private final WeightChoice weights;
  private final List<MemoryBudget.Reservation> held;
  private final DecoderProgram program;
  private final TensorRtDecoder decoder;
  private final TensorRtVisionEncoder vision;

  private TensorRtEngine(
      WeightChoice weights,
      List<MemoryBudget.Reservation> held,
      DecoderProgram program,
      TensorRtDecoder decoder,
      TensorRtVisionEncoder vision) {
    this.weights = weights;
    this.held = held;
    this.program = program;
    this.decoder = decoder;
    this.vision = vision;
  }

  /**
   * Loads a checkpoint.
   *
   * @param wanted the number of clips, for as many of which there are caches where the options
   *     leave their number open and the memory has the room, and how the weights are to be held
   */
  static TensorRtEngine open(
      Checkpoint checkpoint,
      EngineOptions wanted,
      String gpu,
      TensorRtOptions options,
      PlanSource plans,
      MemoryBudget budget) {
    int most = options.batch() == 0 ? wanted.clips() : options.batch();
    WeightChoice choice =
        DeviceNeeds.choose(checkpoint, wanted.weights(), options, most, budget.free());
    DeviceWeights weights = new DeviceWeights(checkpoint.weights(), choice.format());
    DeviceNeeds needs =
        DeviceNeeds.of(checkpoint.config(), weights, options.positions(), options.rows(), most);
    long vision =
        DeviceNeeds.vision(checkpoint.config().vision(), weights.valueBytes(), options.patches());
    int slots = options.batch() == 0 ? needs.caches(budget.free() - vision, most) : most;
    List<MemoryBudget.Reservation> held = new ArrayList<>();
    try {
      held.add(
          budget.reserve(
              "weights and working memory of %s".formatted(checkpoint.folder().getFileName()),
              needs.weights() + needs.working()));
      held.add(
          budget.reserve(
              "KV caches of %d clips of %,d positions (cuepoint.tensorrt.batch, .positions)"
                  .formatted(slots, options.positions()),
              slots * needs.cache()));
      GraphOptions graphs =
          GraphOptions.tensorRt(DeviceWeights.compute(choice.format()))
              .with(quantized(checkpoint, choice.format(), wanted));
      DecoderProgram program =
          decoder(checkpoint, graphs, options, plans, most, slots, weights.valueBytes());
      return new TensorRtEngine(
          new WeightChoice(
              choice.format(),
              "%s; %s, %s"
                  .formatted(
                      choice.reason(),
                      gpu,
                      slots == 1 ? "a clip at a time" : slots + " clips decoding together")),
          held,
          program,
          new TensorRtDecoder(program, TensorRtDecoder.LINGER),
          vision(checkpoint, graphs, options, plans));
    } catch (RuntimeException e) {
      held.forEach(MemoryBudget.Reservation::close);
      throw e;
    }
  }

  private static QuantizedWeights quantized(
      Checkpoint checkpoint, WeightFormat format, EngineOptions wanted) {
    return format == WeightFormat.INT4
        ? new WeightCache(wanted.weightFolder(), wanted.threads().count(), wanted.progress())
            .openForGpu(checkpoint)
        : QuantizedWeights.NONE;
  }

  /**
   * Builds for {@code most} clips, however many slots there is room for today: the same plan serves
   * the next start.
   */
  private static DecoderProgram decoder(
      Checkpoint checkpoint,
      GraphOptions graphs,
      TensorRtOptions options,
      PlanSource plans,
      int most,
      int slots,
      int valueBytes) {
    ModelConfig config = checkpoint.config();
    LayerSpan all = LayerSpan.all(config.text());
    int positions = options.positions();
    int rows = Math.min(options.rows(), positions);
    OnnxGraph graph =
        GpuDecoderGraph.write(config.text(), checkpoint.weights(), graphs, positions, all);
    LoadedPlan plan =
        plans.load(
            "decoder",
            graph,
            graphs.compute(),
            ShapeProfile.decoder(config.text(), positions, rows, most, all));
    return new TensorRtDecoderProgram(
        plan,
        config.text(),
        new TensorRtDecoderProgram.Measures(positions, rows, slots, valueBytes));
  }

  private static TensorRtVisionEncoder vision(
      Checkpoint checkpoint, GraphOptions graphs, TensorRtOptions options, PlanSource plans) {
    ModelConfig config = checkpoint.config();
    return new TensorRtVisionEncoder(
        config.vision(),
        options.patches(),
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
    held.forEach(MemoryBudget.Reservation::close);
  }
}
