package io.cuepoint.ingest.picture;

/**
 * HDR pictures (BT.2020 primaries; PQ or HLG transfer, BT.2100) as SDR ones: light in units of the
 * reference white of 203 cd/m² (BT.2408), BT.709 primaries, highlights above {@value #KNEE} of
 * white compressed by a Möbius curve that takes the 1,000 cd/m² peak to 1 (as FFmpeg's {@code
 * tonemap=mobius}), a display gamma of 2.2. Immutable.
 */
public final class ToneMap {
  public static final ToneMap PQ = new ToneMap(true);
  public static final ToneMap HLG = new ToneMap(false);

  private static final int LEVELS = 4096;
  private static final double WHITE = 203;
  private static final double PEAK = 1000 / WHITE;
  private static final double KNEE = 0.6;

  private final float[] light = new float[LEVELS];
  private final float[] curve = new float[LEVELS];
  private final byte[] display = new byte[LEVELS];
  private final boolean pq;

  private ToneMap(boolean pq) {
    this.pq = pq;
    for (int i = 0; i < LEVELS; i++) {
      double code = i / (LEVELS - 1.0);
      light[i] = (float) (pq ? pqLight(code) : hlgLight(code));
      // what a peak channel of i / (LEVELS - 1) of the largest light is multiplied by
      double peak = code * 10_000 / WHITE;
      curve[i] = (float) (peak > KNEE ? mobius(Math.min(peak, PEAK)) / peak : 1);
      display[i] = (byte) Math.round(255 * Math.pow(code, 1 / 2.2));
    }
  }

  /** SMPTE ST 2084, in reference whites. */
  private static double pqLight(double code) {
    double power = Math.pow(code, 32 / 2523.0);
    double base = Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power);
    return Math.pow(base, 16384 / 2610.0) * 10_000 / WHITE;
  }

  /** The inverse OETF of ARIB STD-B67: scene light from 0 to 1. */
  private static double hlgLight(double code) {
    return code <= 0.5
        ? code * code / 3
        : (Math.exp((code - 0.55991073) / 0.17883277) + 0.28466892) / 12;
  }

  private static double mobius(double x) {
    double a = -KNEE * KNEE * (PEAK - 1) / (KNEE * KNEE - 2 * KNEE + PEAK);
    double b = (KNEE * KNEE - 2 * KNEE * PEAK + PEAK) / (PEAK - 1);
    return (b * b + 2 * b * KNEE + KNEE * KNEE) / (b - a) * (x + a) / (x + b);
  }

  /**
   * Maps {@code pixels} pixels of little-endian 16-bit RGB into 8-bit RGB.
   *
   * @param rgb48 {@code [pixels, 3]} uint16
   * @param rgb {@code [pixels, 3]} uint8
   */
  public void map(byte[] rgb48, int pixels, byte[] rgb) {
    for (int i = 0; i < pixels; i++) {
      int in = i * 6;
      float red = light[level(rgb48, in)];
      float green = light[level(rgb48, in + 2)];
      float blue = light[level(rgb48, in + 4)];
      if (!pq) {
        // the OOTF of a 1,000 cd/m² display
        float luminance = 0.2627f * red + 0.6780f * green + 0.0593f * blue;
        float gain = (float) (PEAK * Math.pow(luminance, 0.2));
        red *= gain;
        green *= gain;
        blue *= gain;
      }
      float r = 1.6605f * red - 0.5876f * green - 0.0728f * blue;
      float g = -0.1246f * red + 1.1329f * green - 0.0083f * blue;
      float b = -0.0182f * red - 0.1006f * green + 1.1187f * blue;
      float gain = gain(Math.max(r, Math.max(g, b)));
      rgb[i * 3] = show(r * gain);
      rgb[i * 3 + 1] = show(g * gain);
      rgb[i * 3 + 2] = show(b * gain);
    }
  }

  private float gain(float peak) {
    int index = (int) (peak * (float) (WHITE / 10_000) * (LEVELS - 1) + 0.5f);
    return peak <= KNEE ? 1 : curve[Math.min(index, LEVELS - 1)];
  }

  private byte show(float value) {
    return display[Math.max(0, Math.min(LEVELS - 1, (int) (value * (LEVELS - 1) + 0.5f)))];
  }

  private static int level(byte[] rgb48, int at) {
    return ((rgb48[at + 1] & 0xff) << 8 | (rgb48[at] & 0xff)) >> 4;
  }
}
