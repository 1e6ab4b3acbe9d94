package io.cuepoint.worker.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.WeightFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where values and scales lie, read back as the engines' operators define it. */
class WeightLayoutTest {
  private static final WeightLayout COLUMNS = new ColumnLayout();

  @TempDir Path folder;

  @Test
  void putsTheEarlierOfTwoFourBitValuesOfARowLow() throws IOException {
    float[] row = new float[32];
    row[0] = 7;
    row[1] = -8;
    row[2] = 1;
    Rounded rounded = round(new RowLayout(4), matrix(1, row), 0, 1);
    assertThat(rounded.values.get(0)).isEqualTo((byte) 0x0f);
    assertThat(rounded.values.get(1)).isEqualTo((byte) 0x89);
    assertThat(rounded.values.get(2)).isEqualTo((byte) 0x88);
    assertThat(rounded.scales.getFloat(0)).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} bits")
  @ValueSource(ints = {4, 8})
  void fillsTheLastBlockOfARowWithZeros(int bits) throws IOException {
    Rounded rounded = round(new RowLayout(bits), matrix(1, gaussian(7, 37)), 0, 1);
    assertThat(rounded.scales.remaining()).isEqualTo(2 * Float.BYTES);
    byte zero = (byte) (bits == 8 ? 0x80 : 0x88);
    for (int i = 38; i < 64; i++) {
      assertThat(rounded.values.get(i * bits / 8)).isEqualTo(zero);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void liesInputAfterInputForAGpu(long seed) throws IOException {
    int out = 10;
    int in = 192;
    float[] values = gaussian(seed, out * in);
    Rounded rounded = round(COLUMNS, matrix(out, values), 0, 3);
    double lost = 0;
    double all = 0;
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        float scale = scale(rounded, i / 64 * out + o);
        assertThat(scale).isPositive();
        float value = values[o * in + i];
        lost += Math.pow(number(rounded, i * out + o) * scale - value, 2);
        all += value * value;
      }
    }
    assertThat(Math.sqrt(lost / all)).isLessThan(0.1);
  }

  @Test
  void givesABlockOfZerosAScaleForAGpu() throws IOException {
    float[] values = new float[2 * 128];
    values[64] = 3;
    Rounded rounded = round(COLUMNS, matrix(2, values), 0, 2);
    assertThat(scale(rounded, 0)).isOne();
    assertThat(scale(rounded, 2) * number(rounded, 64 * 2)).isEqualTo(3);
    for (int i = 0; i < 256; i++) {
      assertThat(number(rounded, i) == 0).isEqualTo(i != 64 * 2);
    }
  }

  @Test
  void roundsAStripAloneAsAmongOthers() throws IOException {
    TensorRef matrix = matrix(6, gaussian(4, 6 * 192));
    Rounded all = round(COLUMNS, matrix, 0, 3);
    Rounded second = round(COLUMNS, matrix, 1, 1);
    assertThat(second.values).isEqualTo(all.values.slice(64 * 3, 64 * 3));
    assertThat(second.scales).isEqualTo(all.scales.slice(6 * 2, 6 * 2));
  }

  @ParameterizedTest
  @CsvSource({"2, 64, true", "151936, 2048, true", "2, 96, false", "2, 32, false", "5, 64, false"})
  void takesWholeBlocksAndBytesForAGpu(long out, long in, boolean taken) {
    TensorRef matrix = new TensorRef("w", DType.BF16, List.of(out, in), folder, 0, 2 * out * in);
    assertThat(COLUMNS.takes(matrix)).isEqualTo(taken);
  }

  @ParameterizedTest(name = "{0}, seed {2}")
  @CsvSource({"INT8, 0.009, 1", "INT8, 0.009, 2", "FP8, 0.03, 1", "FP8, 0.03, 2"})
  void keepsRowsOfEightBitsForAGpu(WeightFormat format, double bound, long seed)
      throws IOException {
    int out = 16;
    int in = 192;
    float[] values = gaussian(seed, out * in);
    Arrays.fill(values, in, 2 * in, 0);
    ByteLayout layout = new ByteLayout(format);
    float step = QuantizedMatrix.step(layout.values(matrix(out, values)).type());
    Rounded rounded = round(layout, matrix(out, values), 0, out);
    double lost = 0;
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      byte stored = rounded.values.get(i);
      float number = format == WeightFormat.FP8 ? EightBitFloats.value(stored) : stored;
      lost += Math.pow(number * step * scale(rounded, i / in) - values[i], 2);
      all += values[i] * values[i];
      assertThat(Math.abs(number * step)).isLessThanOrEqualTo(1.0001f);
    }
    assertThat(Math.sqrt(lost / all)).isBetween(bound / 3, bound);
    assertThat(scale(rounded, 1)).isZero();
    assertThat(rounded.values.slice(in, in)).isEqualTo(ByteBuffer.allocate(in));
    Rounded third = round(layout, matrix(out, values), 2, 1);
    assertThat(third.values).isEqualTo(rounded.values.slice(2 * in, in));
  }

  @ParameterizedTest
  @CsvSource({"16, 64, true", "151936, 8192, true", "8, 64, false", "16, 24, false"})
  void takesSixteensOfEightBitsForAGpu(long out, long in, boolean taken) {
    TensorRef matrix = new TensorRef("w", DType.BF16, List.of(out, in), folder, 0, 2 * out * in);
    assertThat(new ByteLayout(WeightFormat.FP8).takes(matrix)).isEqualTo(taken);
  }

  private record Rounded(ByteBuffer values, ByteBuffer scales) {}

  private static Rounded round(WeightLayout layout, TensorRef matrix, long first, int strips) {
    long all = layout.strips(matrix);
    ByteBuffer values = buffer(layout.values(matrix).bytes() / all * strips);
    ByteBuffer scales = buffer(layout.scales(matrix).bytes() / all * strips);
    layout.round(matrix, first, strips, values, scales);
    assertThat(values.remaining()).isZero();
    assertThat(scales.remaining()).isZero();
    return new Rounded(values.flip(), scales.flip());
  }

  private static ByteBuffer buffer(long bytes) {
    return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A signed number of 4 bits, of two in a byte the earlier low. */
  private static int number(Rounded rounded, int i) {
    return (byte) (rounded.values.get(i / 2) << (i % 2 == 0 ? 4 : 0)) >> 4;
  }

  private static float scale(Rounded rounded, int i) {
    return DType.BF16.widen(rounded.scales.getShort(Short.BYTES * i));
  }

  private TensorRef matrix(int out, float[] values) throws IOException {
    byte[] bytes = new byte[Float.BYTES * values.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    Path file = Files.write(folder.resolve("matrix"), bytes);
    return new TensorRef(
        "w", DType.F32, List.of((long) out, (long) values.length / out), file, 0, bytes.length);
  }

  private static float[] gaussian(long seed, int length) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
