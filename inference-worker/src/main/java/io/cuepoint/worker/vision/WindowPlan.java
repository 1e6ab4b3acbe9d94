package io.cuepoint.worker.vision;

/**
 * How the merged cells of one temporal step fall into windows (spec 4.3): windows in raster order,
 * cells inside in raster order, smaller windows at the right and bottom edge. The same for every
 * step, because no window spans two.
 */
public final class WindowPlan {
  private static final int PATCHES_PER_CELL = 4;

  private final int[] cells;
  private final int[] windows;

  private WindowPlan(int[] cells, int[] windows) {
    this.cells = cells;
    this.windows = windows;
  }

  /**
   * The plan of a grid.
   *
   * @param side cells along a window's side
   */
  static WindowPlan of(Grid grid, int side) {
    int rows = grid.cellRows();
    int columns = grid.cellColumns();
    int[] cells = new int[rows * columns];
    int[] windows = new int[ceilDiv(rows, side) * ceilDiv(columns, side)];
    int cell = 0;
    int window = 0;
    for (int top = 0; top < rows; top += side) {
      for (int left = 0; left < columns; left += side) {
        int before = cell;
        for (int row = top; row < Math.min(top + side, rows); row++) {
          for (int column = left; column < Math.min(left + side, columns); column++) {
            cells[cell++] = row * columns + column;
          }
        }
        windows[window++] = (cell - before) * PATCHES_PER_CELL;
      }
    }
    return new WindowPlan(cells, windows);
  }

  /** Merged cells (row x columns + column) in window order, the windows one by one; a copy. */
  public int[] cells() {
    return cells.clone();
  }

  /** Patches of each window, in the same order; a copy. */
  public int[] windows() {
    return windows.clone();
  }

  /** {@code window_index} of the reference: cells of all steps in window order. */
  public long[] windowIndex(int steps) {
    long[] index = new long[steps * cells.length];
    for (int i = 0; i < index.length; i++) {
      index[i] = (long) (i / cells.length) * cells.length + cells[i % cells.length];
    }
    return index;
  }

  /** {@code cu_window_seqlens} of the reference: where windows begin and end, in patches. */
  public long[] cumulativeLengths(int steps) {
    long[] lengths = new long[steps * windows.length + 1];
    for (int i = 1; i < lengths.length; i++) {
      lengths[i] = lengths[i - 1] + windows[(i - 1) % windows.length];
    }
    return lengths;
  }

  /**
   * Brings the tower's output from window order into raster order.
   *
   * @param tokens {@code [steps, cells, width]} in window order
   * @return the same, cells in raster order
   */
  public float[] toRaster(float[] tokens, int width) {
    int step = cells.length * width;
    if (tokens.length % step != 0) {
      throw new IllegalArgumentException(
          "%d values (expected: steps of %d)".formatted(tokens.length, step));
    }
    float[] raster = new float[tokens.length];
    for (int from = 0; from < tokens.length; from += step) {
      for (int i = 0; i < cells.length; i++) {
        System.arraycopy(tokens, from + i * width, raster, from + cells[i] * width, width);
      }
    }
    return raster;
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }
}
