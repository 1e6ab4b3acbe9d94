package io.cuepoint.worker.engine.tensorrt;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Where the rows of a batch stand, a row for each of its slots. Slots without a row of the batch
 * see their first position alone, and write to the one beyond their capacity.
 *
 * @param cos {@code [B, head / 2]}
 * @param sin likewise
 * @param rows {@code [B]}
 * @param writePosition {@code [B]}
 */
record BatchBuffers(FloatBuffer cos, FloatBuffer sin, IntBuffer rows, LongBuffer writePosition) {
  /** Fills them; angles of slots without a row stay as they are. */
  void fill(DecodeBatch batch, int capacity) {
    for (int i = 0; i < batch.count(); i++) {
      rows.put(i, 0);
      writePosition.put(i, capacity);
    }
    for (BatchRow row : batch.rows()) {
      int i = row.slot() - batch.first();
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
