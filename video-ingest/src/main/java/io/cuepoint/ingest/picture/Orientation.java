package io.cuepoint.ingest.picture;

/**
 * How a coded picture is turned to stand upright: one of the eight symmetries of a rectangle.
 *
 * @param transposed rows become columns; done first
 * @param mirrored then left and right are swapped
 * @param flipped then top and bottom are swapped
 */
public record Orientation(boolean transposed, boolean mirrored, boolean flipped) {
  public static final Orientation UPRIGHT = new Orientation(false, false, false);

  /**
   * The symmetry nearest to a container's 3x3 display matrix (ISO/IEC 14496-12, 8.2.2), row by row:
   * a point {@code (p, q)} goes to {@code (a p + c q, b p + d q)}, y downwards.
   */
  public static Orientation of(int[] matrix) {
    if (matrix.length < 5) {
      throw new IllegalArgumentException(
          "display matrix: " + matrix.length + " numbers (expected: 9)");
    }
    long a = matrix[0];
    long b = matrix[1];
    long c = matrix[3];
    long d = matrix[4];
    boolean transposed = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d);
    return transposed ? new Orientation(true, c < 0, b < 0) : new Orientation(false, a < 0, d < 0);
  }

  /** Degrees clockwise: 0, 90, 180 or 270; of a mirrored picture, those after mirroring it. */
  public int rotation() {
    if (transposed) {
      return mirrored ? 90 : 270;
    }
    return flipped ? 180 : 0;
  }

  public boolean isUpright() {
    return equals(UPRIGHT);
  }

  /**
   * Turns {@code source}, {@code [height, width, channels]} uint8 without gaps, into {@code
   * target}, which must be another array of at least that length.
   */
  public void turn(byte[] source, int width, int height, int channels, byte[] target) {
    int outWidth = transposed ? height : width;
    int outHeight = transposed ? width : height;
    // steps in the source for one step right and one step down in the target
    int right = transposed ? width : 1;
    int down = transposed ? 1 : width;
    int origin = 0;
    if (mirrored) {
      origin += (outWidth - 1) * right;
      right = -right;
    }
    if (flipped) {
      origin += (outHeight - 1) * down;
      down = -down;
    }
    int out = 0;
    for (int y = 0; y < outHeight; y++) {
      int in = (origin + y * down) * channels;
      for (int x = 0; x < outWidth; x++) {
        for (int i = 0; i < channels; i++) {
          target[out++] = source[in + i];
        }
        in += right * channels;
      }
    }
  }
}
