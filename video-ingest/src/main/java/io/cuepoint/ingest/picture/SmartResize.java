package io.cuepoint.ingest.picture;

/**
 * The size at which the model sees a picture: multiples of 28 pixels near the picture's own shape
 * and within a budget of pixels (qwen-vl-utils 0.0.10, {@code smart_resize}).
 *
 * @param width in pixels, a multiple of {@value #FACTOR}
 * @param height likewise
 */
public record SmartResize(int width, int height) {
  /** Patch of 14 pixels, merged 2 by 2. */
  public static final int FACTOR = 28;

  private static final int MAX_RATIO = 200;

  /**
   * The size for a picture of {@code width} by {@code height}. The result may fall a little below
   * {@code minPixels}: the reference does not check again after rounding down.
   *
   * @throws IllegalArgumentException when a side is below 1 or one is over 200 times the other
   */
  public static SmartResize of(int width, int height, long minPixels, long maxPixels) {
    if (width < 1
        || height < 1
        || Math.max(width, height) > (long) MAX_RATIO * Math.min(width, height)) {
      throw new IllegalArgumentException(
          "picture: %dx%d (expected: sides >= 1, one at most %d times the other)"
              .formatted(width, height, MAX_RATIO));
    }
    // half to even, as the reference's round()
    long h = Math.max(FACTOR, (long) Math.rint((double) height / FACTOR) * FACTOR);
    long w = Math.max(FACTOR, (long) Math.rint((double) width / FACTOR) * FACTOR);
    if (h * w > maxPixels) {
      double beta = Math.sqrt((double) height * width / maxPixels);
      h = Math.max(FACTOR, (long) Math.floor(height / beta / FACTOR) * FACTOR);
      w = Math.max(FACTOR, (long) Math.floor(width / beta / FACTOR) * FACTOR);
    } else if (h * w < minPixels) {
      double beta = Math.sqrt(minPixels / ((double) height * width));
      h = (long) Math.ceil(height * beta / FACTOR) * FACTOR;
      w = (long) Math.ceil(width * beta / FACTOR) * FACTOR;
    }
    return new SmartResize(Math.toIntExact(w), Math.toIntExact(h));
  }

  /** Tokens that one frame pair of this size costs. */
  public int tokens() {
    return width / FACTOR * (height / FACTOR);
  }
}
