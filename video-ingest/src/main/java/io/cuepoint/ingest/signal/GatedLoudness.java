package io.cuepoint.ingest.signal;

import java.io.IOException;

/**
 * Integrated loudness by ITU-R BS.1770: windows below -70 LUFS are left out, then those more than
 * 10 LU below the loudness of the rest. Kept as a histogram of 0.1 LU with forgetting, so that it
 * takes the same room for a minute and for a day.
 */
final class GatedLoudness {
  private static final double LOWEST = -70;
  private static final double BIN = 0.1;

  /** Up to +10 LUFS. */
  private final DecayingHistogram windows;

  GatedLoudness(double halfLifeSeconds) {
    windows = new DecayingHistogram(800, halfLifeSeconds);
  }

  /** Loudness in LUFS of a K-weighted mean square. */
  static double lufs(double power) {
    return -0.691 + 10 * Math.log10(Math.max(power, 1e-12));
  }

  static double power(double lufs) {
    return Math.pow(10, (lufs + 0.691) / 10);
  }

  /** Notes all of it, or takes it back. */
  void remember(Memo memo) throws IOException {
    windows.remember(memo);
  }

  void add(double power, double seconds) {
    double loudness = lufs(power);
    if (loudness >= LOWEST) {
      windows.add((int) Math.floor((loudness - LOWEST) / BIN), seconds);
    }
  }

  /** Integrated loudness in LUFS; negative infinity when all was silent. */
  double lufs() {
    int gate = gate();
    return gate < 0 ? Double.NEGATIVE_INFINITY : lufs(mean(gate));
  }

  /**
   * Median loudness, in LUFS, of the windows that pass the gates; negative infinity when all was
   * silent. Unlike the integrated loudness it does not rise with a few loud passages.
   */
  double median() {
    int gate = gate();
    if (gate < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double half = windows.total(gate) / 2;
    double sum = 0;
    int bin = gate;
    while (bin < windows.size() - 1) {
      sum += windows.weight(bin);
      if (sum >= half) {
        break;
      }
      bin++;
    }
    return LOWEST + (bin + 0.5) * BIN;
  }

  /** First bin that passes the relative gate; -1 when all was silent. */
  private int gate() {
    double first = mean(0);
    if (first == 0) {
      return -1;
    }
    return Math.max(0, (int) Math.floor((lufs(first) - 10 - LOWEST) / BIN));
  }

  private double mean(int from) {
    double sum = 0;
    double weight = 0;
    for (int bin = from; bin < windows.size(); bin++) {
      double binWeight = windows.weight(bin);
      if (binWeight > 0) {
        sum += binWeight * power(LOWEST + (bin + 0.5) * BIN);
        weight += binWeight;
      }
    }
    return weight == 0 ? 0 : sum / weight;
  }
}
