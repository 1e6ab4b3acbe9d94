package io.cuepoint.worker.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Random;

/**
 * One tensor of a random checkpoint in bf16, the same for the same name: gains about 1, biases
 * about 0, matrices of variance 1 / inputs.
 *
 * @param from its first byte, counted from the first of all tensors
 */
record RandomTensor(String name, List<Long> shape, long from) {
  private static final int BUFFER = 1 << 20;

  /** Numbers that are drawn from; a power of two. */
  private static final int DRAWN = 1 << 16;

  RandomTensor {
    shape = List.copyOf(shape);
  }

  /** The byte after its last. */
  long end() {
    return from + Short.BYTES * elements();
  }

  private long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Writes it to its place in a file whose tensors begin at {@code base}. */
  void write(FileChannel channel, long base) throws IOException {
    short[] values = values();
    // xorshift: java.util.Random would take minutes for billions of numbers
    long state = 0x9E3779B97F4A7C15L ^ name.hashCode();
    long at = base + from;
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (long left = elements(); left > 0; left--) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      buffer.putShort(values[(int) (state >>> 24) & (DRAWN - 1)]);
      if (!buffer.hasRemaining() || left == 1) {
        at = drain(channel, buffer.flip(), at);
        buffer.clear();
      }
    }
  }

  /**
   * Writes all of {@code buffer} at {@code offset}.
   *
   * @return the offset after it
   */
  static long drain(FileChannel channel, ByteBuffer buffer, long offset) throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
    return at;
  }

  private short[] values() {
    boolean vector = shape.size() == 1;
    double mean = vector && name.endsWith(".weight") ? 1 : 0;
    double deviation = vector ? 0.02 : 1 / Math.sqrt((double) elements() / shape.get(0));
    Random random = new Random(name.hashCode());
    short[] values = new short[DRAWN];
    for (int i = 0; i < DRAWN; i++) {
      float value = (float) (mean + deviation * random.nextGaussian());
      values[i] = (short) (Float.floatToRawIntBits(value) >>> 16);
    }
    return values;
  }
}
