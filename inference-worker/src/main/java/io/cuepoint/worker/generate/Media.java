package io.cuepoint.worker.generate;

import io.cuepoint.worker.vision.Grid;

/** A video or image as the decoder sees it. */
public final class Media {
  private final Grid grid;
  private final float[] tokens;

  Media(Grid grid, float[] tokens) {
    this.grid = grid;
    this.tokens = tokens;
  }

  public Grid grid() {
    return grid;
  }

  /** {@code [tokens, hidden]} f32, cells in raster order, step by step. */
  public float[] tokens() {
    return tokens;
  }
}
