package io.cuepoint.worker.quantize;

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
}
