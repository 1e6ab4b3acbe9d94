package io.cuepoint.worker.quantize;

import io.cuepoint.worker.checkpoint.SafetensorsFile;
import io.cuepoint.worker.checkpoint.TensorRef;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The quantised matrices of a checkpoint, where they lie. Thread-safe. */
public final class QuantizedWeights {
  /** No matrix is quantised. */
  public static final QuantizedWeights NONE = new QuantizedWeights(Map.of());

  private final Map<String, QuantizedMatrix> matrices;

  private QuantizedWeights(Map<String, QuantizedMatrix> matrices) {
    this.matrices = Map.copyOf(matrices);
  }

  /** Those of {@code sources} in a file that was made of them. */
  static QuantizedWeights open(Path file, Iterable<TensorRef> sources, int bits) {
    Map<String, TensorRef> tensors = SafetensorsFile.open(file);
    Map<String, QuantizedMatrix> matrices = new HashMap<>();
    for (TensorRef source : sources) {
      TensorRef values = tensors.get(values(source));
      TensorRef scales = tensors.get(scales(source));
      matrices.put(
          source.name(),
          new QuantizedMatrix(
              bits,
              source.shape().get(1),
              source.shape().get(0),
              Objects.requireNonNull(values, source.name()),
              Objects.requireNonNull(scales, source.name())));
    }
    return new QuantizedWeights(matrices);
  }

  /** A weight of the checkpoint in fewer bits; empty where it is used as it is. */
  public Optional<QuantizedMatrix> find(TensorRef weight) {
    return Optional.ofNullable(matrices.get(weight.name()));
  }

  static String values(TensorRef source) {
    return source.name() + ".values";
  }

  static String scales(TensorRef source) {
    return source.name() + ".scales";
  }
}
