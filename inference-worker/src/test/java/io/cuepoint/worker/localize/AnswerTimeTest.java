package io.cuepoint.worker.localize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTimeTest {
  @ParameterizedTest
  @CsvSource({
    "00:02.00, 2000000",
    "01:05.50, 65500000",
    "00:01:05.5, 65500000",
    "1:02:03.25, 3723250000",
    "64.0, 64000000",
    "3.2s, 3200000",
    "7 seconds, 7000000",
    "12, 12000000",
    "90:00, 5400000000",
    "0.1234567, 123457"
  })
  void readsSecondsAndClocks(String text, long micros) {
    assertThat(AnswerTime.micros(text)).hasValue(micros);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "1:60", "1:60:00", "-3", "1.", "5 minutes"})
  void refusesWhatIsNoTime(String text) {
    assertThat(AnswerTime.micros(text)).isEmpty();
  }
}
