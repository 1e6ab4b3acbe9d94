package io.cuepoint.worker.engine.tensorrt;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * A batch as the graph takes it, a row for each of its slots. Slots without a row of the batch see
 * their first position alone, and write to the one beyond their capacity.
 *
 * @param x {@code [B, hidden]}
 * @param cos {@code [B, head / 2]}
 * @param sin likewise
 * @param rows {@code [B]}
 * @param writePosition {@code [B]}
 * @param last {@code [B]}
 */
record BatchBuffers(
    FloatBuffer x,
    FloatBuffer cos,
    FloatBuffer sin,
    IntBuffer rows,
    LongBuffer writePosition,
    LongBuffer last) {
  /** Fills them; embeddings and angles of slots without a row stay as they are. */
  void fill(DecodeBatch batch, int capacity) {
    for (int i = 0; i < batch.count(); i++) {
      rows.put(i, 0);
      writePosition.put(i, capacity);
      last.put(i, i);
    }
    for (BatchRow row : batch.rows()) {
      int i = row.slot() - batch.first();
      put(x, i, row.row().embeddings());
      put(cos, i, row.row().cos());
      put(sin, i, row.row().sin());
      rows.put(i, row.length());
      writePosition.put(i, row.length());
    }
  }

  private static void put(FloatBuffer all, int row, float[] values) {
    all.put(row * values.length, values);
  }
}
