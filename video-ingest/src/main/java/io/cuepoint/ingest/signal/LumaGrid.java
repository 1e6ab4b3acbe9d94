package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  /** Notes {@code now}, or gives what was noted; {@code now} is null only then. */
  static LumaGrid remember(Memo memo, @Nullable LumaGrid now) throws IOException {
    LumaGrid grid = now == null ? new LumaGrid(MediaTime.ZERO, new float[CELLS], 0, 0, 0, 0) : now;
    MediaTime time = memo.time(grid.time);
    float[] cells = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      cells[i] = memo.single(grid.cells[i]);
    }
    return new LumaGrid(
        time,
        cells,
        memo.single(grid.mean),
        memo.single(grid.deviation),
        memo.single(grid.darkShare),
        memo.single(grid.change));
  }

  /** As {@link #remember}, of what may be none. */
  static @Nullable LumaGrid rememberIfAny(Memo memo, @Nullable LumaGrid now) throws IOException {
    return memo.flag(now != null) ? remember(memo, now) : null;
  }

  /** Whether {@code other} shows the same at the same time; what came before may differ. */
  boolean shows(LumaGrid other) {
    return time.equals(other.time)
        && Arrays.equals(cells, other.cells)
        && mean == other.mean
        && deviation == other.deviation
        && darkShare == other.darkShare;
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
