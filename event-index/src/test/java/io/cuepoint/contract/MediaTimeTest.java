package io.cuepoint.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTimeTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,0.000001",
    "-2341000,-2.341",
    "12500000,12.5",
    "10000000,10",
    "3600000001,3600.000001"
  })
  void readsAndWritesSecondsExactly(long micros, String seconds) {
    assertThat(MediaTime.ofMicros(micros).seconds().toPlainString()).isEqualTo(seconds);
    assertThat(MediaTime.ofSeconds(new BigDecimal(seconds)).micros()).isEqualTo(micros);
  }

  @Test
  void refusesASeventhDecimal() {
    assertThatThrownBy(() -> MediaTime.ofSeconds(new BigDecimal("0.0000001")))
        .hasMessageContaining("at most six decimals");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e13})
  void refusesWhatIsNoTime(double seconds) {
    assertThatThrownBy(() -> MediaTime.ofSeconds(seconds))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void measuresOverlapAndUnion() {
    TimeSpan a = TimeSpan.ofSeconds(0, 10);
    TimeSpan b = TimeSpan.ofSeconds(5, 20);
    assertThat(a.overlapMicros(b)).isEqualTo(5_000_000);
    assertThat(a.iou(b)).isEqualTo(0.25);
    assertThat(a.iou(TimeSpan.ofSeconds(11, 12))).isZero();
    assertThat(TimeSpan.ofSeconds(3, 3).iou(TimeSpan.ofSeconds(3, 3))).isEqualTo(1);
  }

  @Test
  void isHalfOpen() {
    TimeSpan span = TimeSpan.ofSeconds(1, 2);
    assertThat(span.contains(MediaTime.ofSeconds(1))).isTrue();
    assertThat(span.contains(MediaTime.ofSeconds(2))).isFalse();
    assertThatThrownBy(() -> TimeSpan.ofSeconds(2, 1)).hasMessageContaining("start <= end");
  }
}
