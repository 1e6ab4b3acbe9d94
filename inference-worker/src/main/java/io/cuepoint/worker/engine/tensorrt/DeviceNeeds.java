package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.LayerSpan;
import java.util.List;

/**
 * What a model takes on GPUs beside its weights, in bytes, known before anything is built. An upper
 * bound for what TensorRT will ask for: it fuses and reuses, this adds up.
 */
final class DeviceNeeds {
  /** What choosing a token takes for each id of the vocabulary, in f32. */
  private static final int CHOICE_VALUES = 8;

  private DeviceNeeds() {}

  /**
   * Chooses the format of the weights. Beside them a frame, a run of the decoder and a cache are to
   * fit, and on each GPU but one there may be left what a layer takes: so it can be split, where
   * every GPU has room for a layer, the first with the vision tower and the last with the head.
   *
   * @param free bytes of each GPU
   */
  static WeightChoice choose(
      Checkpoint checkpoint, WeightFormat asked, Workload load, List<Long> free) {
    TextConfig config = checkpoint.config().text();
    DeviceWeights usual = new DeviceWeights(checkpoint.weights(), WeightFormat.BF16);
    int each = usual.valueBytes();
    long working = working(config, LayerSpan.all(config), each, load);
    long layer = usual.largestLayer(config.layers()) + cache(config, 1, each, load.positions());
    return WeightChoice.of(
        asked,
        WeightChoice.ON_GPU,
        format -> new DeviceWeights(checkpoint.weights(), format).bytes(),
        free.stream().mapToLong(Long::longValue).sum(),
        free.size() * working
            + (free.size() - 1) * layer
            + cache(config, config.layers(), each, load.positions())
            + vision(checkpoint.config().vision(), each, load.patches()));
  }

  /** A run of the vision tower over its largest frames: every patch of a step sees every other. */
  static long vision(VisionConfig config, int valueBytes, int patches) {
    long rows = new ResolutionClass(patches).rows();
    long activations = valueBytes * (8L * config.hidden() + 3L * config.intermediate());
    return rows * (activations + 3L * Float.BYTES * config.heads() * patches);
  }

  /**
   * Keys and values of {@code layers} for one sequence.
   *
   * @param positions that its rows see
   */
  static long cache(TextConfig config, int layers, int valueBytes, int positions) {
    return 2L
        * layers
        * config.kvHeads()
        * config.headDim()
        * valueBytes
        * GpuDecoderGraph.positions(positions);
  }

  /**
   * A run of some layers, at the widest place of one; products of queries and keys are in f32. With
   * the last layers, a token is chosen for each sequence.
   */
  static long working(TextConfig config, LayerSpan span, int valueBytes, Workload load) {
    long activations = valueBytes * (8L * config.hidden() + 3L * config.intermediate());
    long products = 3L * Float.BYTES * config.heads() * load.positions();
    long values = 2L + (long) CHOICE_VALUES * load.batch();
    long scores = span.isLast() ? values * Float.BYTES * config.vocab() : 0;
    return load.mostRows() * (activations + products) + scores;
  }
}
