package io.cuepoint.worker.quantize;

import static io.cuepoint.worker.quantize.QuantizedMatrix.BLOCK;

import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.RowTable;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * For ONNX Runtime's {@code MatMulNBits}: row after row in blocks of 32 values, the zero in the
 * middle of unsigned numbers, scales in f32. A strip is a row.
 *
 * @param bits 8 or 4
 */
record RowLayout(int bits) implements WeightLayout {
  RowLayout {
    if (bits != 8 && bits != 4) {
      throw new IllegalArgumentException("bits: " + bits + " (expected: 8 or 4)");
    }
  }

  @Override
  public String label() {
    return "int" + bits;
  }

  @Override
  public boolean takes(TensorRef matrix) {
    return true;
  }

  @Override
  public long strips(TensorRef matrix) {
    return matrix.shape().get(0);
  }

  @Override
  public Stored values(TensorRef matrix) {
    long blob = (long) BLOCK * bits / Byte.SIZE;
    return new Stored(DType.U8, List.of(strips(matrix), blocks(matrix), blob));
  }

  @Override
  public Stored scales(TensorRef matrix) {
    return new Stored(DType.F32, List.of(strips(matrix), blocks(matrix)));
  }

  private static long blocks(TensorRef matrix) {
    return (matrix.shape().get(1) + BLOCK - 1) / BLOCK;
  }

  @Override
  public void round(
      TensorRef matrix, long first, int strips, ByteBuffer values, ByteBuffer scales) {
    RowTable table = Weights.rows(matrix);
    float[] row = new float[Math.toIntExact(blocks(matrix) * BLOCK)];
    Block block = new Block(BLOCK, bits);
    for (long strip = first; strip < first + strips; strip++) {
      table.read(strip, row, 0);
      for (int from = 0; from < row.length; from += BLOCK) {
        System.arraycopy(row, from, block.values(), 0, BLOCK);
        scales.putFloat(bits == 8 ? BlockQuantizer.eight(block) : BlockQuantizer.four(block));
        put(block, values);
      }
    }
  }

  private void put(Block block, ByteBuffer values) {
    int zero = 1 << (bits - 1);
    int each = Byte.SIZE / bits;
    for (int i = 0; i < BLOCK; i += each) {
      int packed = block.number(i) + zero;
      if (each == 2) {
        packed |= (block.number(i + 1) + zero) << bits;
      }
      values.put((byte) packed);
    }
  }
}
