package io.cuepoint.ingest.signal;

/**
 * What moved in a picture against an earlier one: the cells that changed more than a change of
 * light and contrast of the whole picture explains.
 *
 * @param share of the cells that changed, 0 to 1
 * @param ninth of the picture that changed most, row by row from the top left
 */
record Activity(double share, int ninth) {
  private static final int[] NINTH_OF_CELL = new int[LumaGrid.CELLS];
  private static final int[] CELLS_OF_NINTH = new int[9];

  static {
    for (int cell = 0; cell < LumaGrid.CELLS; cell++) {
      NINTH_OF_CELL[cell] = Words.ninthOfCell(cell);
      CELLS_OF_NINTH[NINTH_OF_CELL[cell]]++;
    }
  }

  /**
   * Fits {@code later = gain * earlier + offset} (least squares, gain 0.25 to 4) and counts the
   * cells that lie further than {@code threshold} grey levels from it.
   */
  static Activity between(float[] earlier, float[] later, double threshold) {
    int n = earlier.length;
    double meanEarlier = 0;
    double meanLater = 0;
    for (int i = 0; i < n; i++) {
      meanEarlier += earlier[i];
      meanLater += later[i];
    }
    meanEarlier /= n;
    meanLater /= n;
    double squares = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      double e = earlier[i] - meanEarlier;
      squares += e * e;
      products += e * (later[i] - meanLater);
    }
    double gain = squares < n ? 1 : Math.max(0.25, Math.min(4, products / squares));
    int changed = 0;
    int[] ninths = new int[9];
    for (int i = 0; i < n; i++) {
      double expected = meanLater + gain * (earlier[i] - meanEarlier);
      if (Math.abs(later[i] - expected) > threshold) {
        changed++;
        ninths[NINTH_OF_CELL[i]]++;
      }
    }
    int most = 4;
    for (int i = 0; i < 9; i++) {
      if (ninths[i] * CELLS_OF_NINTH[most] > ninths[most] * CELLS_OF_NINTH[i]) {
        most = i;
      }
    }
    return new Activity((double) changed / n, most);
  }
}
