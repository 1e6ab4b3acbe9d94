package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.ModelConfig;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.LayerSpan;

/**
 * What a model takes on a GPU, known before anything is built. An upper bound for what TensorRT
 * will ask for: it fuses and reuses, this adds up.
 *
 * @param weights of the layers, norms and head, and of the vision tower where it is there
 * @param cache one cache of all its positions
 * @param working one run of the decoder, at the widest place of a layer
 */
record DeviceNeeds(long weights, long cache, long working) {
  /** What choosing a token takes for each id of the vocabulary, in f32. */
  private static final int CHOICE_VALUES = 8;

  /** All together. */
  long total() {
    return weights + cache + working;
  }

  /** How many caches fit beside weights and working memory: at least one, at most {@code most}. */
  int caches(long free, int most) {
    return (int) Math.max(1, Math.min(most, (free - weights - working) / cache));
  }

  /**
   * Chooses the format of the weights. Beside them a frame, a run of the decoder and a cache are to
   * fit.
   *
   * @param batch most sequences that take in a row each
   * @param free bytes
   */
  static WeightChoice choose(
      Checkpoint checkpoint, WeightFormat asked, TensorRtOptions options, int batch, long free) {
    DeviceWeights usual = new DeviceWeights(checkpoint.weights(), WeightFormat.BF16);
    DeviceNeeds needs = of(checkpoint.config(), usual, options.positions(), options.rows(), batch);
    long vision = vision(checkpoint.config().vision(), usual.valueBytes(), options.patches());
    return WeightChoice.of(
        asked,
        WeightChoice.ON_GPU,
        format -> new DeviceWeights(checkpoint.weights(), format).bytes(),
        free,
        needs.working() + needs.cache() + vision);
  }

  /**
   * The whole model on one GPU.
   *
   * @param rows most of one sequence
   * @param batch most sequences that take in a row each
   */
  static DeviceNeeds of(
      ModelConfig config, DeviceWeights weights, int positions, int rows, int batch) {
    int valueBytes = weights.valueBytes();
    return new DeviceNeeds(
        weights.bytes(),
        cache(
            config.text(),
            config.text().layers(),
            valueBytes,
            GpuDecoderGraph.positions(positions)),
        working(
                config.text(),
                LayerSpan.all(config.text()),
                valueBytes,
                positions,
                Math.max(rows, batch))
            + (long) CHOICE_VALUES * Float.BYTES * batch * config.text().vocab());
  }

  /** A run of the vision tower over its largest frames: every patch of a step sees every other. */
  static long vision(VisionConfig config, int valueBytes, int patches) {
    long rows = new ResolutionClass(patches).rows();
    long activations = valueBytes * (8L * config.hidden() + 3L * config.intermediate());
    return rows * (activations + 3L * Float.BYTES * config.heads() * patches);
  }

  /** Keys and values of {@code layers}. */
  static long cache(TextConfig config, int layers, int valueBytes, int positions) {
    return 2L * layers * config.kvHeads() * config.headDim() * valueBytes * positions;
  }

  /** Activations of a chunk; products of queries and keys are in f32. */
  static long working(TextConfig config, LayerSpan span, int valueBytes, int positions, int rows) {
    long activations = valueBytes * (8L * config.hidden() + 3L * config.intermediate());
    long products = 3L * Float.BYTES * config.heads() * positions;
    long scores = span.isLast() ? 2L * Float.BYTES * config.vocab() : 0;
    return rows * (activations + products) + scores;
  }
}
