package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.DecoderRows;

/**
 * One sequence's part in a step of decoding.
 *
 * @param slot of its cache
 * @param length positions that the cache holds before
 * @param row one row
 */
record BatchRow(int slot, int length, DecoderRows row) {
  BatchRow {
    if (row.count() != 1) {
      throw new IllegalArgumentException(row.count() + " rows (expected: 1)");
    }
  }
}
