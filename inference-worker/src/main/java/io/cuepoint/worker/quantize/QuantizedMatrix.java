package io.cuepoint.worker.quantize;

import io.cuepoint.worker.checkpoint.TensorRef;

/**
 * A matrix {@code [out, in]} in blocks of 32 values of a row, as the operator {@code MatMulNBits}
 * takes it. A value is {@code (stored - 2^(bits - 1)) * scale of its block}; the last block of a
 * row is filled up with zeros.
 *
 * @param bits of a value, 8 or 4
 * @param in values of a row
 * @param values u8 {@code [out, blocks, 32 * bits / 8]}; of 4 bits the earlier value is the lower
 * @param scales f32 {@code [out, blocks]}
 */
public record QuantizedMatrix(int bits, long in, TensorRef values, TensorRef scales) {
  /** Values of a block. */
  public static final int BLOCK = 32;

  /** Rows. */
  public long out() {
    return values.shape().get(0);
  }

  /** Blocks of a row of {@code in} values. */
  static int blocks(long in) {
    return Math.toIntExact((in + BLOCK - 1) / BLOCK);
  }
}
