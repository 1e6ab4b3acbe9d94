package io.cuepoint.worker.quantize;

/**
 * Finds the scale of a block and rounds its values by it, about zero.
 *
 * <p>Of 4 bits, several scales are tried for each block, and of each the one that is best for the
 * numbers it gives (least squares). On normally distributed weights the error (relative L2) of
 * blocks of 32 is 8.1 %, where the largest value over 7 gives 9.7 %. Zero points of each block's
 * own would give 7.8 %, and products that take a quarter longer: they are left out. Of 8 bits it is
 * 0.5 %.
 */
final class BlockQuantizer {
  /** By which numbers the largest value is tried to be stood for, in 4 bits. */
  private static final float[] TRIED = {
    -9.2f, -8.6f, -8, -7.6f, -7.2f, -6.8f, -6.4f, -6, 5.8f, 6.2f, 6.6f, 7, 7.4f, 7.9f
  };

  private static final int LARGEST_IN_EIGHT_BITS = 127;

  private BlockQuantizer() {}

  /** Rounds to 8 bits; the scale is above 0, or 0 for a block of zeros. */
  static float eight(Block block) {
    float scale = Math.abs(block.largest()) / LARGEST_IN_EIGHT_BITS;
    block.round(scale);
    return scale;
  }

  /** Rounds to 4 bits; the scale may have either sign, or be 0 for a block of zeros. */
  static float four(Block block) {
    float largest = block.largest();
    float taken = 0;
    float scale = 0;
    double most = 0;
    for (float stood : TRIED) {
      block.round(largest / stood);
      double product = block.product();
      double square = block.square();
      // what is lost is sum(v^2) - product^2 / square
      if (product * product > most * square) {
        most = product * product / square;
        scale = (float) (product / square);
        taken = largest / stood;
      }
    }
    block.round(taken);
    return scale;
  }

  /**
   * Rounds to 4 bits; the scale is above 0 and one that bf16 holds, and the numbers are the nearest
   * by this scale. A block of zeros has scale 1. The error is 9.5 % in blocks of 64 and 10.2 % in
   * blocks of 128, where scales of either sign would give 9.0 and 9.7 %.
   */
  static float fourByPositive(Block block) {
    float largest = block.largest();
    float taken = 0;
    double most = 0;
    for (float stood : TRIED) {
      if (stood * largest > 0) {
        block.round(largest / stood);
        float scale = bf16((float) (block.product() / block.square()));
        block.round(scale);
        // what is lost is sum(v^2) less this
        double kept = scale * (2 * block.product() - scale * block.square());
        if (kept > most) {
          most = kept;
          taken = scale;
        }
      }
    }
    block.round(taken);
    return taken == 0 ? 1 : taken;
  }

  /** The nearest number that has 8 bits of precision; of two, the even one. */
  private static float bf16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded = bits + 0x7fff + (bits >>> Short.SIZE & 1);
    return Float.intBitsToFloat(rounded & 0xffff0000);
  }
}
