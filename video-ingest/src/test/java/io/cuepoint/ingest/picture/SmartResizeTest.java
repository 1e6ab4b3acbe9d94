package io.cuepoint.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmartResizeTest {
  private static final BigDecimal FACTOR = BigDecimal.valueOf(28);
  private static final MathContext DIGITS = new MathContext(40);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void equalsTheRulesStatedPlainly(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      int width = 1 + random.nextInt(4000);
      int height = Math.max(1 + width / 200, 1 + random.nextInt(4000));
      height = Math.min(height, width * 200);
      long min = 3136L * (1 + random.nextInt(64));
      long max = min + random.nextInt(1_000_000);
      assertThat(SmartResize.of(width, height, min, max))
          .as("%d x %d, %d to %d pixels", width, height, min, max)
          .isEqualTo(plainly(width, height, min, max));
    }
  }

  @Test
  void refusesALine() {
    assertThat(SmartResize.of(200, 1, 3136, 1 << 20).height()).isEqualTo(28);
    assertThatThrownBy(() -> SmartResize.of(1000, 1, 3136, 1 << 20)).hasMessageContaining("1000x1");
  }

  /** The reference's rules in exact decimals instead of floating point. */
  private static SmartResize plainly(int width, int height, long min, long max) {
    BigDecimal w = BigDecimal.valueOf(width);
    BigDecimal h = BigDecimal.valueOf(height);
    long a = Math.max(28, cells(w, RoundingMode.HALF_EVEN));
    long b = Math.max(28, cells(h, RoundingMode.HALF_EVEN));
    BigDecimal area = w.multiply(h);
    if (a * b > max) {
      BigDecimal beta = area.divide(BigDecimal.valueOf(max), DIGITS).sqrt(DIGITS);
      a = Math.max(28, cells(w.divide(beta, DIGITS), RoundingMode.FLOOR));
      b = Math.max(28, cells(h.divide(beta, DIGITS), RoundingMode.FLOOR));
    } else if (a * b < min) {
      BigDecimal beta = BigDecimal.valueOf(min).divide(area, DIGITS).sqrt(DIGITS);
      a = cells(w.multiply(beta), RoundingMode.CEILING);
      b = cells(h.multiply(beta), RoundingMode.CEILING);
    }
    return new SmartResize((int) a, (int) b);
  }

  private static long cells(BigDecimal pixels, RoundingMode rounding) {
    return pixels.divide(FACTOR, DIGITS).setScale(0, rounding).longValueExact() * 28;
  }
}
