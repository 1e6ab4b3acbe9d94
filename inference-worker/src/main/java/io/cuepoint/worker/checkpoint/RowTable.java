package io.cuepoint.worker.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rows of a matrix as f32, read from the memory-mapped file, whatever its size: no copy of the
 * table is made. Thread-safe.
 */
public final class RowTable {
  /** One mapping of a Java buffer ends at 2 GiB; whole rows below that. */
  private static final long MAPPING = 1L << 30;

  private final TensorRef tensor;
  private final int width;
  private final long rows;
  private final long rowBytes;
  private final long rowsPerPart;
  private final List<ByteBuffer> parts = new ArrayList<>();

  RowTable(TensorRef tensor) {
    this.tensor = tensor;
    this.rows = tensor.shape().get(0);
    this.width = Math.toIntExact(tensor.elements() / rows);
    this.rowBytes = (long) width * tensor.type().bytes();
    this.rowsPerPart = Math.max(1, MAPPING / rowBytes);
    for (long row = 0; row < rows; row += rowsPerPart) {
      long count = Math.min(rowsPerPart, rows - row);
      parts.add(Weights.map(tensor, row * rowBytes, Math.toIntExact(count * rowBytes)));
    }
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }

  /** Values of a row. */
  public int width() {
    return width;
  }

  /** Copies row {@code row} to {@code target[at..]}, widened exactly. */
  public void read(long row, float[] target, int at) {
    read(row, 0, width, target, at);
  }

  /** The same of {@code count} values of the row, from {@code from} on. */
  public void read(long row, int from, int count, float[] target, int at) {
    if (row < 0 || row >= rows) {
      throw new IllegalArgumentException(
          "row %d of %s (expected: 0 to %d)".formatted(row, tensor.name(), rows - 1));
    }
    Objects.checkFromIndexSize(from, count, width);
    int valueBytes = tensor.type().bytes();
    int begin = (int) (row % rowsPerPart * rowBytes) + from * valueBytes;
    ByteBuffer values =
        parts
            .get((int) (row / rowsPerPart))
            .slice(begin, count * valueBytes)
            .order(ByteOrder.LITTLE_ENDIAN);
    if (tensor.type() == DType.F32) {
      values.asFloatBuffer().get(target, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at + i] = tensor.type().widen(values.getShort(2 * i));
    }
  }
}
