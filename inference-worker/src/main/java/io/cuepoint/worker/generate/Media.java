package io.cuepoint.worker.generate;

import io.cuepoint.worker.vision.Grid;

/** A video or image as the decoder sees it. */
public final class Media {
  private final Grid grid;
  private final float[] tokens;
  private final int knownSteps;

  Media(Grid grid, float[] tokens, int knownSteps) {
    this.grid = grid;
    this.tokens = tokens;
    this.knownSteps = knownSteps;
  }

  public Grid grid() {
    return grid;
  }

  /** How many of its steps had been seen before and were not computed again. */
  public int knownSteps() {
    return knownSteps;
  }

  /** {@code [tokens, hidden]} f32, cells in raster order, step by step. */
  public float[] tokens() {
    return tokens;
  }
}
