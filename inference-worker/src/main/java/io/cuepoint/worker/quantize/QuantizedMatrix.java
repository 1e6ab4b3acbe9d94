package io.cuepoint.worker.quantize;

import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.TensorRef;

/**
 * A matrix {@code [out, in]} in fewer bits, in blocks of values of a row that share a scale.
 *
 * <p>As ONNX Runtime's operator {@code MatMulNBits} takes it, a value is {@code (stored - 2^(bits -
 * 1)) * scale of its block}; the last block of a row is filled up with zeros: values u8 {@code
 * [out, blocks, 32 * bits / 8]}, scales f32 {@code [out, blocks]}.
 *
 * <p>As TensorRT takes it, a value is {@code stored * scale of its block}, stored as a signed
 * number of 4 bits: values u8 {@code [in, out / 2]}, scales bf16 {@code [in / 64, out]}, above 0.
 *
 * <p>As TensorRT takes 8 bits, a value is {@code stored * step * scale of its row}, stored as a
 * signed whole number or as a number of 8 bits with 4 of exponent and 3 of fraction: values i8 or
 * f8_e4m3 {@code [out, in]}, scales bf16 {@code [out]}.
 *
 * <p>Of two values in a byte the earlier is the lower.
 *
 * @param bits of a value, 8 or 4
 * @param in values of a row
 * @param out rows
 */
public record QuantizedMatrix(int bits, long in, long out, TensorRef values, TensorRef scales) {
  /** Values of a block for ONNX Runtime. */
  public static final int BLOCK = 32;

  /** Values of a block for TensorRT, which takes 64 or 128: the smaller lose less. */
  public static final int GPU_BLOCK = 64;

  /** Near 1/127, and one that bf16 holds. */
  private static final float WHOLE_STEP = 0x1.02p-7f;

  private static final float FLOAT_STEP = 0x1p-8f;

  /**
   * What brings stored numbers of 8 bits for TensorRT to -1 to 1.
   *
   * @param type {@code I8} or {@code F8_E4M3}
   */
  public static float step(DType type) {
    return type == DType.F8_E4M3 ? FLOAT_STEP : WHOLE_STEP;
  }
}
