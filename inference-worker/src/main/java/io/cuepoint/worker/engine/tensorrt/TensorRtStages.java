package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.graph.OnnxGraph;
import java.util.ArrayList;
import java.util.List;

/** Loads the decoder's layers onto GPUs as they were split. */
final class TensorRtStages {
  private final Checkpoint checkpoint;
  private final TextConfig config;
  private final GraphOptions graphs;
  private final Workload load;
  private final StagedDecoder.Measures measures;

  /**
   * Loads nothing yet.
   *
   * @param load plans are built for all of it, however many caches there is room for today: the
   *     same plans serve the next start
   */
  TensorRtStages(Checkpoint checkpoint, GraphOptions graphs, Workload load, int caches) {
    this.checkpoint = checkpoint;
    this.config = checkpoint.config().text();
    this.graphs = graphs;
    this.load = load;
    this.measures = new StagedDecoder.Measures(load.positions(), load.rows(), caches);
  }

  /**
   * Builds what was never built, and allocates all that runs need.
   *
   * @param plans of each GPU
   */
  StagedDecoder open(StagePlan split, List<PlanSource> plans) {
    List<StagePlan.Stage> stages = split.stages();
    int end = stages.size() - 1;
    List<TensorRtStage> before = new ArrayList<>();
    try {
      for (StagePlan.Stage stage : stages.subList(0, end)) {
        before.add(
            new TensorRtStage(
                layers(stage.layers(), plans.get(stage.gpu())), config.hidden(), load.mostRows()));
      }
      DeviceLayers last = layers(stages.get(end).layers(), plans.get(end));
      return new StagedDecoder(
          measures,
          before,
          new TensorRtLastStage(last, new ScoreChannels(config, measures.slots())));
    } catch (RuntimeException e) {
      before.forEach(Closing::quietly);
      throw e;
    }
  }

  private DeviceLayers layers(LayerSpan span, PlanSource plans) {
    OnnxGraph graph =
        GpuDecoderGraph.write(config, checkpoint.weights(), graphs, measures.capacity(), span);
    String part =
        span.count() == span.of()
            ? "decoder"
            : "decoder-%d-%d".formatted(span.first(), span.end() - 1);
    LoadedPlan plan =
        plans.load(
            part,
            graph,
            graphs.compute(),
            ShapeProfile.decoder(
                config, measures.capacity(), measures.maxRows(), load.batch(), span));
    return new DeviceLayers(
        plan, config, span, measures, DeviceWeights.valueBytes(graphs.compute()));
  }
}
