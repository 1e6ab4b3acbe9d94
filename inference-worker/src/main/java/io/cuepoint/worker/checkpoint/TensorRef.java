package io.cuepoint.worker.checkpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor lies, little endian, rows first.
 *
 * @param name independent of the layout in which it was published, see {@link TensorNames}
 * @param shape outermost side first
 * @param file the real file, links resolved
 * @param offset of the first byte in the file, at any alignment
 * @param bytes length
 */
public record TensorRef(
    String name, DType type, List<Long> shape, Path file, long offset, long bytes) {
  public TensorRef {
    shape = List.copyOf(shape);
  }

  /** The shape as an array of its own. */
  public long[] dims() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  public long elements() {
    return bytes / type.bytes();
  }
}
