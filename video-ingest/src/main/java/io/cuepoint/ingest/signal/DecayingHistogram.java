package io.cuepoint.ingest.signal;

import java.io.IOException;
import java.util.Arrays;

/** A histogram that forgets: after one half-life, what was counted weighs half. */
final class DecayingHistogram {
  private static final double LARGEST_WEIGHT = 1e9;

  private final double[] bins;
  private final double halfLife;
  private double weight = 1;

  /**
   * An empty one.
   *
   * @param bins how many
   * @param halfLife in the unit of the durations counted
   */
  DecayingHistogram(int bins, double halfLife) {
    this.bins = new double[bins];
    this.halfLife = halfLife;
  }

  /** Counts a value in {@code bin} that lasted for {@code duration}. */
  void add(int bin, double duration) {
    // instead of making everything that is there lighter, what comes becomes heavier
    weight *= Math.pow(2, duration / halfLife);
    bins[Math.max(0, Math.min(bins.length - 1, bin))] += duration * weight;
    if (weight > LARGEST_WEIGHT) {
      for (int i = 0; i < bins.length; i++) {
        bins[i] /= weight;
      }
      weight = 1;
    }
  }

  /** What {@code bin} weighs now, in the unit of the durations. */
  double weight(int bin) {
    return bins[bin] / weight;
  }

  /** What the bins from {@code from} on weigh now. */
  double total(int from) {
    double sum = 0;
    for (int i = from; i < bins.length; i++) {
      sum += bins[i];
    }
    return sum / weight;
  }

  /** The bin in which the median lies. */
  int median() {
    double half = total(0) / 2;
    double sum = 0;
    for (int i = 0; i < bins.length; i++) {
      sum += weight(i);
      if (sum >= half) {
        return i;
      }
    }
    return 0;
  }

  /** Notes all of it, or takes it back. */
  void remember(Memo memo) throws IOException {
    memo.reals(bins);
    weight = memo.real(weight);
  }

  int size() {
    return bins.length;
  }

  void clear() {
    Arrays.fill(bins, 0);
    weight = 1;
  }
}
