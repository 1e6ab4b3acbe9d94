package io.cuepoint.worker.quantize;

import static io.cuepoint.worker.quantize.QuantizedMatrix.GPU_BLOCK;

import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.RowTable;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * For TensorRT, which takes 4 bits alone, signed, in blocks of 64 or 128 inputs with a scale above
 * 0 in the type of the product: the matrix is transposed, input after input, a scale in bf16 for
 * each output of a block of inputs. A strip is such a block.
 */
final class ColumnLayout implements WeightLayout {
  @Override
  public String label() {
    return "int4-gpu";
  }

  @Override
  public int bits() {
    return 4;
  }

  /** Blocks are whole, and so are the bytes of an input's values. */
  @Override
  public boolean takes(TensorRef matrix) {
    return matrix.shape().get(1) % GPU_BLOCK == 0 && matrix.shape().get(0) % 2 == 0;
  }

  @Override
  public long strips(TensorRef matrix) {
    return matrix.shape().get(1) / GPU_BLOCK;
  }

  @Override
  public Stored values(TensorRef matrix) {
    return new Stored(DType.U8, List.of(matrix.shape().get(1), matrix.shape().get(0) / 2));
  }

  @Override
  public Stored scales(TensorRef matrix) {
    return new Stored(DType.BF16, List.of(strips(matrix), matrix.shape().get(0)));
  }

  @Override
  public void round(
      TensorRef matrix, long first, int strips, ByteBuffer values, ByteBuffer scales) {
    RowTable table = Weights.rows(matrix);
    int out = Math.toIntExact(table.rows());
    Block block = new Block(GPU_BLOCK, bits());
    for (int strip = 0; strip < strips; strip++) {
      int from = Math.toIntExact((first + strip) * GPU_BLOCK);
      int start = values.position();
      for (int row = 0; row < out; row++) {
        table.read(row, from, GPU_BLOCK, block.values(), 0);
        float scale = BlockQuantizer.fourByPositive(block);
        scales.putShort((short) (Float.floatToRawIntBits(scale) >>> Short.SIZE));
        for (int i = 0; i < GPU_BLOCK; i++) {
          int at = start + i * (out / 2) + row / 2;
          int number = block.number(i) & 0xf;
          values.put(at, (byte) (row % 2 == 0 ? number : values.get(at) | number << bits()));
        }
      }
      values.position(start + GPU_BLOCK * (out / 2));
    }
  }
}
