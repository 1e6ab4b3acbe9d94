package io.cuepoint.worker.checkpoint;

import java.nio.ByteBuffer;

/** Looks for weights that are no numbers, which would make every answer nonsense. */
public final class FiniteWeights {
  private static final int PART = 1 << 28;

  private FiniteWeights() {}

  /**
   * Reads every weight once; takes as long as the disk does.
   *
   * @throws CheckpointException {@code checkpoint.not-finite}, naming the tensor and the element
   */
  public static void require(Weights weights) {
    weights.all().forEach(FiniteWeights::require);
  }

  /** Reads one tensor. */
  public static void require(TensorRef tensor) {
    int width = tensor.type().bytes();
    for (long from = 0; from < tensor.bytes(); from += PART) {
      ByteBuffer part = Weights.map(tensor, from, (int) Math.min(PART, tensor.bytes() - from));
      int bad = find(part, tensor.type());
      if (bad >= 0) {
        throw new CheckpointException(
            "checkpoint.not-finite",
            "%s in %s: element %d is NaN or infinite (expected: a number)"
                .formatted(tensor.name(), tensor.file().getFileName(), (from + bad) / width));
      }
    }
  }

  /** The byte where the first value stands whose exponent bits are all set; -1 if there is none. */
  private static int find(ByteBuffer values, DType type) {
    long exponents = lanes(type, exponent(type));
    long ones = lanes(type, 1);
    long tops = ones << (8 * type.bytes() - 1);
    int i = 0;
    for (; i <= values.limit() - Long.BYTES; i += Long.BYTES) {
      // several values at a time: one is bad where none of its exponent bits is missing
      long missing = ~values.getLong(i) & exponents;
      if (((missing - ones) & ~missing & tops) != 0) {
        break;
      }
    }
    for (; i < values.limit(); i += type.bytes()) {
      int bits = type == DType.F32 ? values.getInt(i) : values.getShort(i);
      if ((bits & exponent(type)) == exponent(type)) {
        return i;
      }
    }
    return -1;
  }

  /** {@code value} in each of the lanes of 64 bits. */
  private static long lanes(DType type, int value) {
    return type == DType.F32 ? value * 0x0000_0001_0000_0001L : value * 0x0001_0001_0001_0001L;
  }

  private static int exponent(DType type) {
    return switch (type) {
      case F32 -> 0x7f80_0000;
      case BF16 -> 0x7f80;
      case F16 -> 0x7c00;
      default -> throw new IllegalArgumentException(type + " (expected: F32, F16 or BF16)");
    };
  }
}
