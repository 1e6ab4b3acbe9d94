package io.cuepoint.worker.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowTableTest {
  private static final int ROWS = 37;
  private static final int WIDTH = 19;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16", "BF16"})
  void readsRowsAtAnyOffset(DType type) throws IOException {
    byte[] bytes = new byte[3 + ROWS * WIDTH * type.bytes()];
    new Random(1).nextBytes(bytes);
    TensorRef tensor = tensor(type, bytes);
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    RowTable table = Weights.rows(tensor);
    float[] row = new float[WIDTH + 2];
    for (int r = ROWS - 1; r >= 0; r--) {
      table.read(r, row, 1);
      for (int i = 0; i < WIDTH; i++) {
        int at = 3 + (r * WIDTH + i) * type.bytes();
        float expected = type == DType.F32 ? values.getFloat(at) : type.widen(values.getShort(at));
        assertThat(row[i + 1]).isEqualTo(Float.valueOf(expected));
      }
      float[] part = new float[4];
      table.read(r, 5, 3, part, 1);
      assertThat(part).containsExactly(0, row[6], row[7], row[8]);
    }
    assertThatThrownBy(() -> table.read(0, 17, 3, row, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> table.read(ROWS, row, 0)).hasMessageContaining("0 to 36");
    assertThatThrownBy(() -> table.read(-1, row, 0)).hasMessageContaining("row -1");
  }

  @Test
  void widensEveryHalfExactly() {
    for (int bits = 0; bits <= 0xffff; bits++) {
      float value = DType.F16.widen((short) bits);
      int exponent = (bits >> 10) & 0x1f;
      int fraction = bits & 0x3ff;
      if (exponent == 31) {
        assertThat(Float.isFinite(value)).isFalse();
      } else {
        double magnitude =
            exponent == 0
                ? Math.scalb((double) fraction, -24)
                : Math.scalb(1 + fraction / 1024.0, exponent - 15);
        assertThat((double) value).isEqualTo(bits > 0x7fff ? -magnitude : magnitude);
      }
    }
    assertThat(DType.BF16.widen((short) 0xc049)).isEqualTo(-3.140625f);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16", "BF16"})
  void findsTheOneValueThatIsNoNumber(DType type) throws IOException {
    Random random = new Random(7);
    byte[] bytes = new byte[3 + ROWS * WIDTH * type.bytes()];
    for (int i = 3; i < bytes.length; i++) {
      // the byte with the sign and most of the exponent stays below all ones
      boolean top = (i - 3) % type.bytes() == type.bytes() - 1;
      bytes[i] = (byte) (top ? 0xbb : random.nextInt());
    }
    FiniteWeights.require(tensor(type, bytes));
    for (int bad : new int[] {0, 1, 2, 3, 100, ROWS * WIDTH - 2, ROWS * WIDTH - 1}) {
      byte[] damaged = bytes.clone();
      int top = 3 + (bad + 1) * type.bytes() - 1;
      damaged[top] = (byte) 0xff;
      damaged[top - 1] = (byte) 0xff;
      TensorRef tensor = tensor(type, damaged);
      assertThatThrownBy(() -> FiniteWeights.require(tensor))
          .hasMessageContaining("element " + bad + " is");
    }
  }

  private TensorRef tensor(DType type, byte[] bytes) throws IOException {
    Path file = folder.resolve(type + ".bin");
    Files.write(file, bytes);
    List<Long> shape = List.of((long) ROWS, (long) WIDTH);
    return new TensorRef("table", type, shape, file, 3, bytes.length - 3L);
  }
}
