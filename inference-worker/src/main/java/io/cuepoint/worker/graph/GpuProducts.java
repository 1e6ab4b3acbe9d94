package io.cuepoint.worker.graph;

import io.cuepoint.worker.quantize.QuantizedMatrix;

/**
 * Products of rows and quantised matrices on TensorRT, by the bits of a matrix.
 *
 * @param fourBits over rows as they are
 * @param eightBits over rows that are rounded too
 */
record GpuProducts(MatrixProducts fourBits, MatrixProducts eightBits) implements MatrixProducts {
  @Override
  public String of(String x, QuantizedMatrix matrix) {
    return by(matrix).of(x, matrix);
  }

  @Override
  public String of(String x, QuantizedMatrix matrix, String bias) {
    return by(matrix).of(x, matrix, bias);
  }

  private MatrixProducts by(QuantizedMatrix matrix) {
    return matrix.bits() == Byte.SIZE ? eightBits : fourBits;
  }
}
