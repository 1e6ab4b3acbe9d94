package io.cuepoint.worker.quantize;

import static io.cuepoint.worker.quantize.QuantizedMatrix.BLOCK;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Rounds rows to 8 or 4 bits, a block of 32 values at a time, about a fixed zero in the middle.
 *
 * <p>Of 4 bits, several scales are tried for each block, and of each the one that is best for the
 * numbers it gives (least squares). On normally distributed weights the error (relative L2) is 8.1
 * %, where the largest value over 7 gives 9.7 %. Zero points of each block's own would give 7.8 %,
 * and products that take a quarter longer: they are left out. Of 8 bits it is 0.5 %. Not
 * thread-safe.
 */
final class BlockQuantizer {
  /** By which numbers the largest value is tried to be stood for, in 4 bits. */
  private static final float[] TRIED = {
    -9.2f, -8.6f, -8, -7.6f, -7.2f, -6.8f, -6.4f, -6, 5.8f, 6.2f, 6.6f, 7, 7.4f, 7.9f
  };

  private final int bits;
  private final int zero;
  private final float[] block = new float[BLOCK];
  private final int[] numbers = new int[BLOCK];
  private final int[] best = new int[BLOCK];

  BlockQuantizer(int bits) {
    if (bits != 8 && bits != 4) {
      throw new IllegalArgumentException("bits: " + bits + " (expected: 8 or 4)");
    }
    this.bits = bits;
    this.zero = 1 << (bits - 1);
  }

  /** Bytes of the values of a row. */
  static int rowBytes(int bits, long in) {
    return QuantizedMatrix.blocks(in) * BLOCK * bits / Byte.SIZE;
  }

  /** Appends the blocks of {@code row}. */
  void add(float[] row, ByteBuffer values, FloatBuffer scales) {
    for (int from = 0; from < row.length; from += BLOCK) {
      for (int i = 0; i < BLOCK; i++) {
        block[i] = from + i < row.length ? row[from + i] : 0;
      }
      scales.put(bits == 8 ? eight() : four());
      if (bits == 8) {
        for (int number : numbers) {
          values.put((byte) (number + zero));
        }
      } else {
        for (int i = 0; i < BLOCK; i += 2) {
          values.put((byte) ((numbers[i] + zero) | ((numbers[i + 1] + zero) << 4)));
        }
      }
    }
  }

  private float eight() {
    float scale = Math.abs(largest()) / (zero - 1);
    round(scale);
    return scale;
  }

  private float four() {
    float largest = largest();
    float scale = 0;
    double most = 0;
    for (float stood : TRIED) {
      round(largest / stood);
      double product = 0;
      double square = 0;
      for (int i = 0; i < BLOCK; i++) {
        product += block[i] * numbers[i];
        square += (double) numbers[i] * numbers[i];
      }
      // what is lost is sum(v^2) - product^2 / square
      if (product * product > most * square) {
        most = product * product / square;
        scale = (float) (product / square);
        System.arraycopy(numbers, 0, best, 0, BLOCK);
      }
    }
    if (scale == 0) {
      round(0);
    } else {
      System.arraycopy(best, 0, numbers, 0, BLOCK);
    }
    return scale;
  }

  private float largest() {
    float largest = 0;
    for (float value : block) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    return largest;
  }

  private void round(float scale) {
    float inverse = scale == 0 ? 0 : 1 / scale;
    float factor = Float.isInfinite(inverse) ? 0 : inverse;
    for (int i = 0; i < BLOCK; i++) {
      int number = (int) (block[i] * factor + zero + 0.5f) - zero;
      numbers[i] = Math.max(-zero, Math.min(zero - 1, number));
    }
  }
}
