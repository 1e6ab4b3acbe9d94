package io.cuepoint.ingest.picture;

/**
 * An upright picture of 8-bit RGB. Its pixels need not be square: {@code displayedWidth} by {@code
 * displayedHeight} is the size at which a player shows it.
 *
 * <p>The bytes are shared, not copied: whoever hands a picture out says how long they stay.
 */
public final class RgbPicture {
  private final int width;
  private final int height;
  private final int displayedWidth;
  private final int displayedHeight;
  private final byte[] rgb;

  /**
   * @param rgb {@code [height, width, 3]} uint8, rows without gaps, at least that long
   */
  public RgbPicture(int width, int height, int displayedWidth, int displayedHeight, byte[] rgb) {
    if (width < 1 || height < 1 || displayedWidth < 1 || displayedHeight < 1) {
      throw new IllegalArgumentException(
          "picture: %dx%d shown as %dx%d (expected: all >= 1)"
              .formatted(width, height, displayedWidth, displayedHeight));
    }
    if (rgb.length < Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
      throw new IllegalArgumentException(
          "picture: %d bytes (expected: at least 3 x %d x %d)"
              .formatted(rgb.length, width, height));
    }
    this.width = width;
    this.height = height;
    this.displayedWidth = displayedWidth;
    this.displayedHeight = displayedHeight;
    this.rgb = rgb;
  }

  /** A picture with square pixels. */
  public static RgbPicture square(int width, int height, byte[] rgb) {
    return new RgbPicture(width, height, width, height, rgb);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int displayedWidth() {
    return displayedWidth;
  }

  public int displayedHeight() {
    return displayedHeight;
  }

  /** {@code [height, width, 3]} uint8; may be longer than that. Not to be changed. */
  public byte[] rgb() {
    return rgb;
  }

  /** A copy with bytes of its own. */
  public RgbPicture copy() {
    byte[] own = java.util.Arrays.copyOf(rgb, width * height * 3);
    return new RgbPicture(width, height, displayedWidth, displayedHeight, own);
  }
}
