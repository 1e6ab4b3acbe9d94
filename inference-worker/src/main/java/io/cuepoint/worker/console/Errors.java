package io.cuepoint.worker.console;

/** How far numbers are from the reference's. */
final class Errors {
  private Errors() {}

  /** {@code |actual - expected| / |expected|}; infinite where they differ in number. */
  static double relativeL2(float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      return Double.POSITIVE_INFINITY;
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      double off = (double) actual[i] - expected[i];
      difference += off * off;
      norm += (double) expected[i] * expected[i];
    }
    return Math.sqrt(difference / norm);
  }

  /** The largest difference; infinite where they differ in number, NaN where one is. */
  static double worst(float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
    }
    return worst;
  }
}
