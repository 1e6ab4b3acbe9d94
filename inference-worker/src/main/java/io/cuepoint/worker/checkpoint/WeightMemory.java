package io.cuepoint.worker.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much memory the weights take in each format. The decoder's matrices and the head have the
 * format; the vision tower, biases and norms stay in f32, and the embedding table is read where it
 * lies and not counted.
 */
public final class WeightMemory {
  /** Rows are quantised in blocks of 32 values with an f32 scale each. */
  private static final double SCALE = 4.0 / 32;

  private WeightMemory() {}

  /** Bytes by format: {@code f32}, {@code bf16}, {@code int8}, {@code int4}. */
  public static Map<String, Long> of(Weights weights) {
    long matrices = weights.head().elements();
    long rest = 0;
    for (TensorRef tensor : weights.all()) {
      if (tensor.name().startsWith("visual.") || tensor.shape().size() == 1) {
        rest += tensor.elements();
      } else if (!tensor.equals(weights.embedding()) && !tensor.equals(weights.head())) {
        matrices += tensor.elements();
      }
    }
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put("f32", 4 * (matrices + rest));
    bytes.put("bf16", 2 * matrices + 4 * rest);
    bytes.put("int8", (long) (matrices * (1 + SCALE)) + 4 * rest);
    bytes.put("int4", (long) (matrices * (0.5 + SCALE)) + 4 * rest);
    return bytes;
  }
}
