package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TensorRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a matrix into blocks of whole rows, as the head of a model is larger than what engines take
 * in one piece.
 */
final class RowBlocks {
  private RowBlocks() {}

  static List<TensorRef> of(TensorRef matrix, long maxBytes) {
    if (matrix.bytes() <= maxBytes) {
      return List.of(matrix);
    }
    long rows = matrix.shape().get(0);
    long rowBytes = matrix.bytes() / rows;
    long step = maxBytes / rowBytes;
    List<TensorRef> blocks = new ArrayList<>();
    for (long first = 0; first < rows; first += step) {
      long count = Math.min(step, rows - first);
      blocks.add(rows(matrix, first, List.of(count, matrix.shape().get(1))));
    }
    return blocks;
  }

  /** Rows of a tensor from {@code first} on, in {@code shape}, with a name of their own. */
  static TensorRef rows(TensorRef tensor, long first, List<Long> shape) {
    long rowBytes = tensor.bytes() / tensor.shape().get(0);
    long elements = shape.stream().reduce(1L, (a, b) -> a * b);
    return new TensorRef(
        tensor.name() + "." + first,
        tensor.type(),
        shape,
        tensor.file(),
        tensor.offset() + first * rowBytes,
        elements * tensor.type().bytes());
  }
}
