package io.cuepoint.ingest.picture;

/**
 * The weights with which one side of a picture is resampled: antialiased bicubic as torchvision
 * does it (ATen {@code UpSampleKernel.cpp}, {@code HelperInterpCubic::aa_filter}: Keys with a =
 * -0.5, support 2 x max(scale, 1), weights normalised to 1).
 */
final class Coefficients {
  private static final double A = -0.5;
  private static final double SUPPORT = 2;

  final int from;
  final int size;
  final int taps;

  /** First source position of each target position. */
  final int[] starts;

  /** How many source positions each takes, at most {@link #taps}. */
  final int[] counts;

  /** {@code [target, taps]}. */
  final float[] weights;

  Coefficients(int from, int to) {
    double scale = (double) from / to;
    double stretch = Math.max(scale, 1);
    double support = SUPPORT * stretch;
    this.from = from;
    this.size = to;
    this.taps = (int) Math.ceil(support) * 2 + 1;
    this.starts = new int[to];
    this.counts = new int[to];
    this.weights = new float[to * taps];
    double[] exact = new double[taps];
    for (int i = 0; i < to; i++) {
      double center = scale * (i + 0.5);
      int start = Math.max((int) (center - support + 0.5), 0);
      int count = Math.min(Math.min((int) (center + support + 0.5), from) - start, taps);
      double total = 0;
      for (int j = 0; j < count; j++) {
        exact[j] = cubic((j + start - center + 0.5) / stretch);
        total += exact[j];
      }
      for (int j = 0; j < count; j++) {
        weights[i * taps + j] = (float) (exact[j] / total);
      }
      starts[i] = start;
      counts[i] = count;
    }
  }

  private static double cubic(double x) {
    double d = Math.abs(x);
    if (d < 1) {
      return ((A + 2) * d - (A + 3)) * d * d + 1;
    }
    return d < 2 ? (((d - 5) * d + 8) * d - 4) * A : 0;
  }
}
