package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.sample.GreyFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Measures each small luma picture in one pass over its pixels. Not thread-safe. */
final class LumaMeter {
  /** Highest luma of a dark pixel: 6 % of full range, room for compression noise on black. */
  static final int DARK = 16;

  private int width = -1;
  private int height = -1;
  private int[] cellOfColumn = {};
  private float[] cellArea = {};
  private final int[] sums = new int[LumaGrid.CELLS];
  private float @Nullable [] before;

  LumaGrid measure(GreyFrame frame) {
    if (frame.width() != width || frame.height() != height) {
      resize(frame.width(), frame.height());
    }
    Arrays.fill(sums, 0);
    byte[] luma = frame.luma();
    long total = 0;
    long squares = 0;
    int dark = 0;
    for (int y = 0, at = 0; y < height; y++) {
      int row = y * LumaGrid.ROWS / height * LumaGrid.COLUMNS;
      int rowTotal = 0;
      int rowSquares = 0;
      for (int x = 0; x < width; x++, at++) {
        int value = luma[at] & 0xFF;
        sums[row + cellOfColumn[x]] += value;
        rowTotal += value;
        rowSquares += value * value;
        // 1 when value <= DARK, without a branch
        dark += (value - DARK - 1) >>> 31;
      }
      total += rowTotal;
      squares += rowSquares;
    }
    return grid(frame.time(), total, squares, dark);
  }

  /** What comes next is compared with {@code grid}. */
  void goOnBehind(LumaGrid grid) {
    before = grid.cells();
  }

  private LumaGrid grid(MediaTime time, long total, long squares, int dark) {
    float[] cells = new float[LumaGrid.CELLS];
    double pixels = (double) width * height;
    double mean = total / pixels;
    for (int i = 0; i < cells.length; i++) {
      // a very narrow picture has fewer columns than cells
      cells[i] = cellArea[i] == 0 ? (float) mean : sums[i] / cellArea[i];
    }
    double deviation = Math.sqrt(Math.max(0, squares / pixels - mean * mean));
    float change = before == null ? 0 : (float) Likeness.difference(before, cells);
    before = cells;
    return new LumaGrid(
        time, cells, (float) mean, (float) deviation, (float) (dark / pixels), change);
  }

  private void resize(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    cellOfColumn = new int[width];
    cellArea = new float[LumaGrid.CELLS];
    for (int x = 0; x < width; x++) {
      cellOfColumn[x] = x * LumaGrid.COLUMNS / width;
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        cellArea[y * LumaGrid.ROWS / height * LumaGrid.COLUMNS + cellOfColumn[x]]++;
      }
    }
  }
}
