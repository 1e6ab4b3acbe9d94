package io.cuepoint.worker.quantize;

/** Values that share a scale, and the whole numbers that stand for them. Not thread-safe. */
final class Block {
  private final int zero;
  private final float[] values;
  private final int[] numbers;

  /**
   * A block of zeros.
   *
   * @param bits of a number, which is from {@code -2^(bits - 1)} to {@code 2^(bits - 1) - 1}
   */
  Block(int size, int bits) {
    this.zero = 1 << (bits - 1);
    this.values = new float[size];
    this.numbers = new int[size];
  }

  int size() {
    return values.length;
  }

  /** To be filled; the array itself. */
  float[] values() {
    return values;
  }

  /** What stands for value {@code i} since {@link #round}. */
  int number(int i) {
    return numbers[i];
  }

  /** The value that is farthest from zero, with its sign. */
  float largest() {
    float largest = 0;
    for (float value : values) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    return largest;
  }

  /** Takes for each value the number that is nearest by {@code scale}; 0 when that is 0. */
  void round(float scale) {
    float inverse = scale == 0 ? 0 : 1 / scale;
    float factor = Float.isInfinite(inverse) ? 0 : inverse;
    for (int i = 0; i < values.length; i++) {
      int number = (int) (values[i] * factor + zero + 0.5f) - zero;
      numbers[i] = Math.max(-zero, Math.min(zero - 1, number));
    }
  }

  /** The sum of values times their numbers; over {@link #square} it is their best scale. */
  double product() {
    double product = 0;
    for (int i = 0; i < values.length; i++) {
      product += values[i] * numbers[i];
    }
    return product;
  }

  /** The sum of the numbers' squares. */
  double square() {
    double square = 0;
    for (int number : numbers) {
      square += (double) number * number;
    }
    return square;
  }
}
