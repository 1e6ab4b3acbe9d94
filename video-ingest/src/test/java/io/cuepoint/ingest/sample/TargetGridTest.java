package io.cuepoint.ingest.sample;

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
    TargetGrid grid = TargetGrid.even(rate, spans);

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
    TargetGrid grid = TargetGrid.even(2);

    assertThat(grid.from(7)).isEqualTo(7);
    assertThat(grid.wants(Long.MAX_VALUE - 1)).isTrue();
    assertThat(grid.end()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void changesTheRateWithoutLeavingTheGrid() {
    TargetGrid grid =
        TargetGrid.of(
            List.of(
                new TargetGrid.Part(0, 8_000_000, 0.5),
                new TargetGrid.Part(6_000_000, 7_000_000, 4),
                new TargetGrid.Part(8_000_000, Long.MAX_VALUE, 1)));

    List<Long> times = new ArrayList<>();
    for (long n = grid.from(0); times.size() < 10; n = grid.from(n + 1)) {
      times.add(grid.time(n) / 1000);
    }
    assertThat(times)
        .containsExactly(0L, 2000L, 4000L, 6000L, 6250L, 6500L, 6750L, 8000L, 9000L, 10_000L);
    assertThat(grid.parts())
        .extracting(TargetGrid.Part::framesPerSecond)
        .containsExactly(0.5, 4.0, 0.5, 1.0);
  }

  @Test
  void refusesRatesThatHaveNoGridInCommon() {
    List<TargetGrid.Part> parts =
        List.of(new TargetGrid.Part(0, 1, 2), new TargetGrid.Part(1, 2, 1.5));

    assertThatThrownBy(() -> TargetGrid.of(parts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole fraction");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 241, Double.NaN})
  void refusesRatesThatMakeNoGrid(double rate) {
    assertThatThrownBy(() -> TargetGrid.even(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
