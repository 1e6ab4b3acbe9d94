package io.cuepoint.worker.quantize;

/** What stored numbers of 8 bits mean, by their definition. */
public final class EightBitFloats {
  private EightBitFloats() {}

  /** Sign, 4 bits of exponent with bias 7, 3 of fraction. */
  public static float value(byte stored) {
    int exponent = stored >> 3 & 0xf;
    int fraction = stored & 7;
    float magnitude =
        exponent == 0 ? Math.scalb((float) fraction, -9) : Math.scalb(8f + fraction, exponent - 10);
    return stored < 0 ? -magnitude : magnitude;
  }
}
