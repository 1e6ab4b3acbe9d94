package io.cuepoint.worker.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EightBitFloatTest {
  private static final int NO_NUMBER = 0x7f;

  @Test
  void keepsEveryNumberThatItHas() {
    for (int i = 0; i < 256; i++) {
      if ((i & 0x7f) != NO_NUMBER) {
        assertThat(EightBitFloat.nearest(EightBitFloats.value((byte) i)))
            .as("%02x", i)
            .isEqualTo((byte) i);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void takesTheNearest(long seed) {
    Random random = new Random(seed);
    for (int n = 0; n < 2000; n++) {
      float value = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(-12, 9)));
      double found = Math.abs(EightBitFloats.value(EightBitFloat.nearest(value)) - value);
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 256; i++) {
        if ((i & 0x7f) != NO_NUMBER) {
          best = Math.min(best, Math.abs(EightBitFloats.value((byte) i) - value));
        }
      }
      assertThat(found).as("%s", value).isEqualTo(best);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "17, 16",
    "19, 20",
    "0.0009765625, 0",
    "0.0029296875, 0.00390625",
    "500, 448",
    "-1e30, -448"
  })
  void takesTheEvenOfTwoAndTheLargestBeyond(float value, float taken) {
    assertThat(EightBitFloats.value(EightBitFloat.nearest(value))).isEqualTo(taken);
  }
}
