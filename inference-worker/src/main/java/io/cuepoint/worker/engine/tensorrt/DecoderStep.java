package io.cuepoint.worker.engine.tensorrt;

import java.nio.FloatBuffer;

/**
 * One run of the decoder.
 *
 * @param count rows, S
 * @param x {@code [S, hidden]}
 * @param cos {@code [S, head / 2]}
 * @param sin likewise
 * @param length positions that the cache holds before
 * @param visible positions that are looked at, L
 */
record DecoderStep(
    int count, FloatBuffer x, FloatBuffer cos, FloatBuffer sin, int length, int visible) {
  /** The same rows as {@code x [S, hidden]} has them. */
  DecoderStep with(FloatBuffer other) {
    return new DecoderStep(count, other, cos, sin, length, visible);
  }

  /** The position of each row. */
  int[] rows() {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = length + i;
    }
    return rows;
  }
}
