package io.cuepoint.worker.checkpoint;

import java.util.Locale;

/**
 * How the decoder's matrices and the head are held while a model runs; all other weights are in
 * f32, or on a GPU in bf16 unless all are in f32.
 */
public enum WeightFormat {
  /** The most exact that the memory allows. */
  AUTO,
  /** As stored, widened when loaded: exact for bf16, f16 and f32. */
  F32,
  /** 16 bits a value, on a GPU alone. */
  BF16,
  /** 8 bits a value in blocks of 32, on a GPU by row. */
  INT8,
  /** 8 bits a value with an exponent, by row, on a GPU alone. */
  FP8,
  /** 4 bits a value in blocks of 32, on a GPU of 64. */
  INT4;

  /** As it is written in properties, options and figures: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of this label.
   *
   * @param property that asks for it, for the message
   * @throws IllegalArgumentException that names all labels
   */
  public static WeightFormat parse(String property, String label) {
    for (WeightFormat format : values()) {
      if (format.label().equals(label)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        property + ": " + label + " (expected: auto, f32, bf16, int8, fp8 or int4)");
  }

  /** Whether it runs on a GPU alone. */
  public boolean isForGpu() {
    return this == BF16 || this == FP8;
  }

  /** Whether matrices are rounded to fewer bits, so that they have to be made first. */
  public boolean isQuantized() {
    return this == INT8 || this == FP8 || this == INT4;
  }

  /** Bits of a value of a matrix. */
  public int bits() {
    return switch (this) {
      case F32 -> 32;
      case BF16 -> 16;
      case INT8, FP8 -> 8;
      case INT4 -> 4;
      case AUTO -> throw new IllegalStateException("auto (expected: a format that was chosen)");
    };
  }
}
