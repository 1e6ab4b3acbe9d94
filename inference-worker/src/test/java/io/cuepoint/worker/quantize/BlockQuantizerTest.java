package io.cuepoint.worker.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockQuantizerTest {
  private static final int BLOCK = QuantizedMatrix.BLOCK;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void roundsToEightBitsWithinHalfAStep(long seed) {
    float[] row = gaussian(seed, 40 * BLOCK);
    Rounded rounded = round(row, 8);
    for (int i = 0; i < row.length; i++) {
      float step = rounded.scales.get(i / BLOCK);
      assertThat(Math.abs(rounded.value(i) - row[i])).isLessThanOrEqualTo(step * 0.5001f);
      assertThat(step * 127).isCloseTo(largest(row, i / BLOCK), offset(1e-5f));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void losesLessOfEachBlockInFourBitsThanTheUsualScaleWould(long seed) {
    float[] row = gaussian(seed, 400 * BLOCK);
    Rounded rounded = round(row, 4);
    double all = 0;
    double usualAll = 0;
    for (int block = 0; block < row.length / BLOCK; block++) {
      float scale = largest(row, block) / 7;
      double lost = 0;
      double usual = 0;
      for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
        lost += Math.pow(rounded.value(i) - row[i], 2);
        usual += Math.pow(Math.round(row[i] / scale) * scale - row[i], 2);
      }
      assertThat(lost).isLessThanOrEqualTo(usual * 1.0001);
      all += lost;
      usualAll += usual;
    }
    assertThat(all).isLessThan(0.85 * usualAll);
  }

  @Test
  void putsTheEarlierOfTwoFourBitValuesLow() {
    float[] row = new float[BLOCK];
    row[0] = 7;
    row[1] = -8;
    row[2] = 1;
    Rounded rounded = round(row, 4);
    assertThat(rounded.values.get(0)).isEqualTo((byte) 0x0f);
    assertThat(rounded.values.get(1)).isEqualTo((byte) 0x89);
    assertThat(rounded.values.get(2)).isEqualTo((byte) 0x88);
    assertThat(rounded.scales.get(0)).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} bits")
  @ValueSource(ints = {4, 8})
  void fillsTheLastBlockWithZeros(int bits) {
    Rounded rounded = round(gaussian(7, BLOCK + 5), bits);
    assertThat(rounded.scales.remaining()).isEqualTo(2);
    for (int i = BLOCK + 5; i < 2 * BLOCK; i++) {
      assertThat(rounded.value(i)).isZero();
    }
  }

  @ParameterizedTest(name = "{0} bits")
  @ValueSource(ints = {4, 8})
  void takesZerosAndTheSmallestNumbers(int bits) {
    float[] row = new float[2 * BLOCK];
    row[BLOCK + 3] = Float.MIN_VALUE;
    Rounded rounded = round(row, bits);
    for (int i = 0; i < row.length; i++) {
      assertThat(rounded.value(i)).isCloseTo(0, offset(1e-37f));
    }
  }

  private static Rounded round(float[] row, int bits) {
    int blocks = QuantizedMatrix.blocks(row.length);
    ByteBuffer values = ByteBuffer.allocate(BlockQuantizer.rowBytes(bits, row.length));
    FloatBuffer scales = FloatBuffer.allocate(blocks);
    new BlockQuantizer(bits).add(row, values, scales);
    assertThat(values.remaining()).isZero();
    return new Rounded(bits, values.flip(), scales.flip());
  }

  private record Rounded(int bits, ByteBuffer values, FloatBuffer scales) {
    float value(int i) {
      int stored = bits == 8 ? values.get(i) & 0xff : (values.get(i / 2) >> (4 * (i % 2))) & 0xf;
      return (stored - (1 << (bits - 1))) * scales.get(i / BLOCK);
    }
  }

  private static float largest(float[] row, int block) {
    float largest = 0;
    for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
      largest = Math.max(largest, Math.abs(row[i]));
    }
    return largest;
  }

  private static float[] gaussian(long seed, int length) {
    Random random = new Random(seed);
    float[] row = new float[length];
    for (int i = 0; i < length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    return row;
  }
}
