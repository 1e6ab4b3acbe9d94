package io.cuepoint.ingest.signal;

import java.io.IOException;

/**
 * The K-weighting filter of one channel: a high shelf for the head, then a high pass (ITU-R
 * BS.1770-5, annex 1; the analogue parameters as libebur128 has them, which at 48 kHz give the
 * recommendation's coefficients).
 */
final class KWeighting {
  private final Biquad shelf;
  private final Biquad highPass;

  KWeighting(double sampleRate) {
    shelf = shelf(sampleRate);
    highPass = highPass(sampleRate);
  }

  double filter(double sample) {
    return highPass.filter(shelf.filter(sample));
  }

  /** Notes all of it, or takes it back. */
  void remember(Memo memo) throws IOException {
    shelf.remember(memo);
    highPass.remember(memo);
  }

  private static Biquad shelf(double sampleRate) {
    double k = Math.tan(Math.PI * 1681.974450955533 / sampleRate);
    double q = 0.7071752369554196;
    double high = Math.pow(10, 3.999843853973347 / 20);
    double band = Math.pow(high, 0.4996667741545416);
    double a0 = 1 + k / q + k * k;
    return new Biquad(
        (high + band * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0);
  }

  private static Biquad highPass(double sampleRate) {
    double k = Math.tan(Math.PI * 38.13547087602444 / sampleRate);
    double q = 0.5003270373238773;
    double a0 = 1 + k / q + k * k;
    return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
  }

  /** A second-order section, transposed direct form II. */
  private static final class Biquad {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double z1;
    private double z2;

    Biquad(double b0, double b1, double b2, double a1, double a2) {
      this.b0 = b0;
      this.b1 = b1;
      this.b2 = b2;
      this.a1 = a1;
      this.a2 = a2;
    }

    void remember(Memo memo) throws IOException {
      z1 = memo.real(z1);
      z2 = memo.real(z2);
    }

    double filter(double x) {
      double y = b0 * x + z1;
      z1 = b1 * x - a1 * y + z2;
      z2 = b2 * x - a2 * y;
      return y;
    }
  }
}
