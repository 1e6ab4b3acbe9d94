package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.graph.GraphOptions.Compute;
import io.cuepoint.worker.quantize.WeightCache;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a checkpoint's weights take on a GPU in one format. Of fewer bits, that is the format of the
 * decoder's matrices and the head, where TensorRT takes them so; all else is in bf16.
 */
final class DeviceWeights {
  private final Weights weights;
  private final int valueBytes;
  private final WeightFormat format;
  private final Set<TensorRef> quantized;

  /**
   * The weights in a format.
   *
   * @param format not {@code AUTO}
   */
  DeviceWeights(Weights weights, WeightFormat format) {
    this.weights = weights;
    this.valueBytes = valueBytes(compute(format));
    this.format = format;
    this.quantized = format.isQuantized() ? Set.copyOf(weights.matrices()) : Set.of();
  }

  /** The type in which a decoder of this format computes. */
  static Compute compute(WeightFormat format) {
    return format == WeightFormat.F32 ? Compute.F32 : Compute.BF16;
  }

  /** Of an activation, and of a value in a cache. */
  static int valueBytes(Compute compute) {
    return compute == Compute.F32 ? Float.BYTES : Short.BYTES;
  }

  /** Of an activation, of a value in a cache, and of a weight that is not in fewer bits. */
  int valueBytes() {
    return valueBytes;
  }

  /** Bytes of one weight. */
  long bytes(TensorRef weight) {
    OptionalLong packed =
        quantized.contains(weight) ? WeightCache.gpuBytes(weight, format) : OptionalLong.empty();
    return packed.orElse(valueBytes * weight.elements());
  }

  /** Bytes of those whose names begin so. */
  long bytes(String prefix) {
    return weights.all().stream()
        .filter(weight -> weight.name().startsWith(prefix))
        .mapToLong(this::bytes)
        .sum();
  }

  /** Bytes of one of the decoder's layers. */
  long layer(int index) {
    return bytes("language_model.layers." + index + ".");
  }

  /** Bytes of the largest of {@code layers}. */
  long largestLayer(int layers) {
    return IntStream.range(0, layers).mapToLong(this::layer).max().orElse(0);
  }

  /** Bytes of all of them but a table of embeddings that is no head, which stays on the host. */
  long bytes() {
    return weights.all().stream()
        .filter(weight -> weights.tied() || !weight.equals(weights.embedding()))
        .mapToLong(this::bytes)
        .sum();
  }
}
