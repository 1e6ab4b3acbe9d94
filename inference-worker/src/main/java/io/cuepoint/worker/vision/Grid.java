package io.cuepoint.worker.vision;

/**
 * The patches of a video or image.
 *
 * @param steps frame pairs; 1 for an image
 * @param height patches from top to bottom, even
 * @param width patches from left to right, even
 */
public record Grid(int steps, int height, int width) {
  public Grid {
    if (steps < 1 || height < 2 || width < 2 || height % 2 != 0 || width % 2 != 0) {
      throw new IllegalArgumentException(
          "grid: %d x %d x %d (expected: at least 1 x 2 x 2, height and width even)"
              .formatted(steps, height, width));
    }
    Math.multiplyExact(steps, Math.multiplyExact(height, width));
  }

  /** Patches of one step. */
  public int patchesPerStep() {
    return height * width;
  }

  /** Rows of merged cells. */
  public int cellRows() {
    return height / 2;
  }

  /** Columns of merged cells. */
  public int cellColumns() {
    return width / 2;
  }

  /** Merged cells of one step: each is a token of the decoder. */
  public int cellsPerStep() {
    return cellRows() * cellColumns();
  }

  /** Tokens of the decoder. */
  public int tokens() {
    return steps * cellsPerStep();
  }
}
