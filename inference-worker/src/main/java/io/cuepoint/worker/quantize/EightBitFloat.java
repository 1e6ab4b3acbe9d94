package io.cuepoint.worker.quantize;

/**
 * Numbers of 8 bits with 4 of exponent and 3 of fraction (E4M3 without infinities): from 2^-9 to
 * 448, and 0.
 */
final class EightBitFloat {
  private static final int SIGN = 0x80;

  /** 448; the one above is no number. */
  private static final int LARGEST = 0x7e;

  private static final float LEAST_NORMAL = 0x1p-6f;
  private static final float STEPS_BELOW = 0x1p9f;
  private static final int DROPPED = 20;
  private static final int HALF = 1 << (DROPPED - 1);
  private static final int BIAS = (127 - 7) << 3;

  private EightBitFloat() {}

  /** The nearest, of two the even one; what is beyond the largest becomes it. */
  static byte nearest(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits < 0 ? SIGN : 0;
    float magnitude = Math.abs(value);
    if (magnitude < LEAST_NORMAL) {
      return (byte) (sign | (int) Math.rint(magnitude * STEPS_BELOW));
    }
    int whole = bits & 0x7fffffff;
    int rounded = (whole + HALF - 1 + ((whole >> DROPPED) & 1)) >> DROPPED;
    return (byte) (sign | Math.min(LARGEST, rounded - BIAS));
  }
}
