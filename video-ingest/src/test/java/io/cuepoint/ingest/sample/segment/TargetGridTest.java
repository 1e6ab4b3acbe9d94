package io.cuepoint.ingest.sample.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGridTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsEachWantedTargetOnce(long seed) {
    Random random = new Random(seed);
    double rate = new double[] {0.2, 1, 2, 4, 29.97}[random.nextInt(5)];
    List<TimeSpan> spans = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      double start = random.nextInt(400) / 4.0;
      spans.add(TimeSpan.ofSeconds(start, start + 0.1 + random.nextDouble() * 20));
    }
    TargetGrid grid = new TargetGrid(rate, spans);

    List<Long> expected = new ArrayList<>();
    for (long number = 0; number < 130 * rate; number++) {
      long time = Math.round(number * 1e6 / rate);
      boolean wanted =
          spans.stream().anyMatch(s -> s.start().micros() <= time && time < s.end().micros());
      assertThat(grid.wants(time)).isEqualTo(wanted);
      if (wanted) {
        expected.add(number);
      }
    }
    List<Long> found = new ArrayList<>();
    for (long n = grid.from(0); n != TargetGrid.NONE; n = grid.from(n + 1)) {
      found.add(n);
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void wantsAllTargetsWithoutSpans() {
    TargetGrid grid = new TargetGrid(2, List.of());

    assertThat(grid.from(7)).isEqualTo(7);
    assertThat(grid.wants(Long.MAX_VALUE - 1)).isTrue();
    assertThat(grid.end()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 241, Double.NaN})
  void refusesRatesThatMakeNoGrid(double rate) {
    assertThatThrownBy(() -> new TargetGrid(rate, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
