package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.DType;

/** Element types of ONNX tensors ({@code TensorProto.DataType}) that the graphs use. */
enum ElementType {
  F32(1),
  U8(2),
  I8(3),
  I32(6),
  I64(7),
  BOOL(9),
  F16(10),
  BF16(16),
  F8_E4M3(17),
  I4(22);

  private final int code;

  ElementType(int code) {
    this.code = code;
  }

  static ElementType of(DType type) {
    return switch (type) {
      case F32 -> F32;
      case F16 -> F16;
      case BF16 -> BF16;
      default -> throw new IllegalArgumentException(type + " (expected: F32, F16 or BF16)");
    };
  }

  /** Of values of 8 bits that stand for others. */
  static ElementType ofBytes(DType type) {
    return switch (type) {
      case I8 -> I8;
      case F8_E4M3 -> F8_E4M3;
      default -> throw new IllegalArgumentException(type + " (expected: I8 or F8_E4M3)");
    };
  }

  int code() {
    return code;
  }
}
