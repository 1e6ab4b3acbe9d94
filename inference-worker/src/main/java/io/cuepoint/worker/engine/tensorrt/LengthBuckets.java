package io.cuepoint.worker.engine.tensorrt;

/**
 * Lengths of the cache that are looked at, so that steps of decoding share shapes and captured
 * graphs: every 256 positions up to 2,048, then every 1,024.
 */
final class LengthBuckets {
  private static final int FINE = 256;
  private static final int FINE_UP_TO = 2048;
  private static final int COARSE = 1024;

  private LengthBuckets() {}

  /**
   * The smallest bucket that holds {@code length}.
   *
   * @param capacity positions that the cache has, which no bucket exceeds
   */
  static int of(int length, int capacity) {
    if (length < 1 || length > capacity) {
      throw new IllegalArgumentException(
          "length: " + length + " (expected: 1 to " + capacity + ")");
    }
    int step = length <= FINE_UP_TO ? FINE : COARSE;
    return (int) Math.min(capacity, (length + step - 1L) / step * step);
  }
}
