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
      int bad = tensor.type() == DType.F32 ? wide(part) : narrow(part, exponent(tensor.type()));
      if (bad >= 0) {
        throw new CheckpointException(
            "checkpoint.not-finite",
            "%s in %s: element %d is NaN or infinite (expected: a number)"
                .formatted(tensor.name(), tensor.file().getFileName(), from / width + bad));
      }
    }
  }

  /** The bits that are all set in NaN and in infinity. */
  private static int exponent(DType type) {
    return type == DType.BF16 ? 0x7f80 : 0x7c00;
  }

  private static int wide(ByteBuffer values) {
    for (int i = 0; i < values.limit(); i += Float.BYTES) {
      if ((values.getInt(i) & 0x7f800000) == 0x7f800000) {
        return i / Float.BYTES;
      }
    }
    return -1;
  }

  private static int narrow(ByteBuffer values, int exponent) {
    for (int i = 0; i < values.limit(); i += Short.BYTES) {
      if ((values.getShort(i) & exponent) == exponent) {
        return i / Short.BYTES;
      }
    }
    return -1;
  }
}
