package io.cuepoint.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputingTimeTest {
  @ParameterizedTest
  @CsvSource({
    "0.94, 0.9 s",
    "11.5, 12 s",
    "84, 1.4 minutes",
    "150, 2.5 minutes",
    "9000, 2.5 hours"
  })
  void choosesAUnitThatPeopleRead(double seconds, String words) {
    assertThat(ComputingTime.of(seconds)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0.03, 1.8 s", "4, 4.0 minutes"})
  void tellsWhatAMinuteOfVideoTakes(double ratio, String words) {
    assertThat(ComputingTime.ofAMinute(ratio))
        .isEqualTo("about " + words + " of computing for a minute of video");
  }
}
