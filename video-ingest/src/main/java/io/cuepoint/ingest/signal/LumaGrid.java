package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;

/**
 * A picture as {@value #COLUMNS} x {@value #ROWS} mean lumas, with what the detectors ask about it.
 * Luma goes from 0 (black) to 255 (white).
 */
final class LumaGrid {
  static final int COLUMNS = 32;
  static final int ROWS = 18;
  static final int CELLS = COLUMNS * ROWS;

  private final MediaTime time;
  private final float[] cells;
  private final float mean;
  private final float deviation;
  private final float darkShare;
  private final float change;

  LumaGrid(
      MediaTime time, float[] cells, float mean, float deviation, float darkShare, float change) {
    this.time = time;
    this.cells = cells;
    this.mean = mean;
    this.deviation = deviation;
    this.darkShare = darkShare;
    this.change = change;
  }

  /** When it comes on the screen. */
  MediaTime time() {
    return time;
  }

  long micros() {
    return time.micros();
  }

  /** {@code [ROWS, COLUMNS]} mean luma of each cell; not to be written to. */
  float[] cells() {
    return cells;
  }

  /** Mean luma of the whole picture. */
  float mean() {
    return mean;
  }

  /** Standard deviation of luma over the pixels. */
  float deviation() {
    return deviation;
  }

  /** Share of pixels with luma {@value LumaMeter#DARK} or less, 0 to 1. */
  float darkShare() {
    return darkShare;
  }

  /** Mean absolute difference of the cells to the picture before; 0 for the first. */
  float change() {
    return change;
  }

  /** Whether there is hardly anything to be seen in it: one even tone. */
  boolean flat() {
    return deviation < 4;
  }
}
