package io.cuepoint.worker.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

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
    if (row < 0 || row >= rows) {
      throw new IllegalArgumentException(
          "row %d of %s (expected: 0 to %d)".formatted(row, tensor.name(), rows - 1));
    }
    ByteBuffer values =
        parts
            .get((int) (row / rowsPerPart))
            .slice((int) (row % rowsPerPart * rowBytes), (int) rowBytes)
            .order(ByteOrder.LITTLE_ENDIAN);
    if (tensor.type() == DType.F32) {
      values.asFloatBuffer().get(target, at, width);
      return;
    }
    for (int i = 0; i < width; i++) {
      target[at + i] = tensor.type().widen(values.getShort(2 * i));
    }
  }
}
