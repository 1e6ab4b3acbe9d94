package io.cuepoint.worker.quantize;

import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.RowTable;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.Weights;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * For TensorRT, 8 bits: row after row as the checkpoint has them, a scale in bf16 for each. A strip
 * is a row.
 *
 * @param format {@code INT8} or {@code FP8}
 */
record ByteLayout(WeightFormat format) implements WeightLayout {
  /** Rows and columns that kernels for 8 bits take are multiples of it. */
  private static final int ALIGNED = 16;

  private static final int LARGEST_WHOLE = 127;

  @Override
  public String label() {
    return format.label() + "-gpu";
  }

  @Override
  public int bits() {
    return Byte.SIZE;
  }

  @Override
  public boolean takes(TensorRef matrix) {
    return matrix.shape().stream().allMatch(length -> length % ALIGNED == 0);
  }

  @Override
  public long strips(TensorRef matrix) {
    return matrix.shape().get(0);
  }

  @Override
  public Stored values(TensorRef matrix) {
    return new Stored(type(), matrix.shape());
  }

  @Override
  public Stored scales(TensorRef matrix) {
    return new Stored(DType.BF16, List.of(strips(matrix)));
  }

  private DType type() {
    return format == WeightFormat.FP8 ? DType.F8_E4M3 : DType.I8;
  }

  @Override
  public void round(
      TensorRef matrix, long first, int strips, ByteBuffer values, ByteBuffer scales) {
    RowTable table = Weights.rows(matrix);
    float[] row = new float[table.width()];
    float step = QuantizedMatrix.step(type());
    for (long strip = first; strip < first + strips; strip++) {
      table.read(strip, row, 0);
      float scale = upToBf16(largest(row));
      scales.putShort((short) (Float.floatToRawIntBits(scale) >>> Short.SIZE));
      for (float value : row) {
        float number = scale == 0 ? 0 : value / scale / step;
        values.put(format == WeightFormat.FP8 ? EightBitFloat.nearest(number) : whole(number));
      }
    }
  }

  private static byte whole(float number) {
    return (byte) Math.max(-LARGEST_WHOLE, Math.min(LARGEST_WHOLE, Math.rint(number)));
  }

  private static float largest(float[] row) {
    float largest = 0;
    for (float value : row) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** The smallest number of 8 bits of precision that is no less: what is stored is exact. */
  private static float upToBf16(float value) {
    int bits = Float.floatToRawIntBits(value);
    return Float.intBitsToFloat((bits + 0xffff) & 0xffff0000);
  }
}
