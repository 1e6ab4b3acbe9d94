package io.cuepoint.ingest.signal;

/** How far two pictures are alike. */
final class Likeness {
  /**
   * Variance, in squared grey levels, that is granted to both pictures as something in common, so
   * that the noise of two flat pictures does not read as a change of structure.
   */
  private static final double COMMON_VARIANCE = 25;

  private Likeness() {}

  /** Mean absolute difference of the cells, 0 to 255. */
  static double difference(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  /** Greatest absolute difference of a cell, 0 to 255. */
  static double greatestDifference(float[] a, float[] b) {
    float greatest = 0;
    for (int i = 0; i < a.length; i++) {
      greatest = Math.max(greatest, Math.abs(a[i] - b[i]));
    }
    return greatest;
  }

  /** Share of the cells that differ by more than {@code levels}, 0 to 1. */
  static double changedShare(float[] a, float[] b, double levels) {
    int changed = 0;
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > levels) {
        changed++;
      }
    }
    return (double) changed / a.length;
  }

  /**
   * Pearson's correlation of the cells, -1 to 1: blind to brightness and contrast, so that a flash,
   * a fade or a change of exposure leaves it high and another scene makes it low.
   */
  static double correlation(float[] a, float[] b) {
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int i = 0; i < a.length; i++) {
      sumA += a[i];
      sumB += b[i];
      squaresA += a[i] * a[i];
      squaresB += b[i] * b[i];
      products += a[i] * b[i];
    }
    int n = a.length;
    double common = COMMON_VARIANCE * n;
    double varianceA = squaresA - sumA * sumA / n + common;
    double varianceB = squaresB - sumB * sumB / n + common;
    return (products - sumA * sumB / n + common) / Math.sqrt(varianceA * varianceB);
  }

  /**
   * Whether {@code b} shows what {@code a} showed, measured against a jump of {@code jump} between
   * them.
   */
  static boolean returns(LumaGrid a, LumaGrid b, double jump) {
    return difference(a.cells(), b.cells()) <= 0.35 * jump
        && correlation(a.cells(), b.cells()) >= 0.8;
  }
}
