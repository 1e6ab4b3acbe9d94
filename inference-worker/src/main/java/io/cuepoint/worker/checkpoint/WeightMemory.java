package io.cuepoint.worker.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much memory the weights take in each format. The decoder's matrices and the head have the
 * format; the vision tower, biases and norms stay in f32, and the embedding table is read where it
 * lies and not counted. Nor are mapped files: the system takes their pages back when it needs them.
 */
public final class WeightMemory {
  /** Beside each block of 32 values the runtime keeps its scale and a sum, both f32. */
  private static final double PER_VALUE = 2.0 * Float.BYTES / 32;

  private WeightMemory() {}

  /** Bytes by format: {@code f32}, {@code bf16}, {@code int8}, {@code int4}. */
  public static Map<String, Long> of(Weights weights) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put("f32", of(weights, WeightFormat.F32));
    bytes.put("bf16", DType.BF16.bytes() * matrices(weights) + Float.BYTES * rest(weights));
    bytes.put("int8", of(weights, WeightFormat.INT8));
    bytes.put("int4", of(weights, WeightFormat.INT4));
    return bytes;
  }

  /** Bytes in {@code format}, which is not {@code AUTO}. */
  public static long of(Weights weights, WeightFormat format) {
    double value = (double) format.bits() / Byte.SIZE + (format.isQuantized() ? PER_VALUE : 0);
    return (long) (matrices(weights) * value) + Float.BYTES * rest(weights);
  }

  private static long matrices(Weights weights) {
    return weights.matrices().stream().mapToLong(TensorRef::elements).sum();
  }

  private static long rest(Weights weights) {
    long all = weights.all().stream().mapToLong(TensorRef::elements).sum();
    return all - matrices(weights) - (weights.tied() ? 0 : weights.embedding().elements());
  }
}
