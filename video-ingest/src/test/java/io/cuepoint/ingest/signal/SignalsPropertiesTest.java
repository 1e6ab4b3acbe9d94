package io.cuepoint.ingest.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsPropertiesTest {
  /** As README.md states them. */
  @Test
  void hasTheDocumentedDefaults() {
    SignalsProperties defaults = Detecting.defaults();
    assertThat(defaults.eventsPerMinute()).isEqualTo(60);
    assertThat(defaults.cut())
        .isEqualTo(new CutDetector.Settings(6, 2.5, millis(250), 0.4, 0.8, millis(300)));
    assertThat(defaults.fade())
        .isEqualTo(new FadeDetector.Settings(4, 12, millis(150), millis(6000), millis(250)));
    assertThat(defaults.dissolve())
        .isEqualTo(
            new DissolveDetector.Settings(millis(800), millis(2400), millis(4800), 0.5, 0.2));
    assertThat(defaults.flash()).isEqualTo(new FlashDetector.Settings(20, millis(300)));
    assertThat(defaults.black()).isEqualTo(new BlackDetector.Settings(0.98, millis(300)));
    assertThat(defaults.freeze()).isEqualTo(new FreezeDetector.Settings(0.15, 2, millis(2000)));
    assertThat(defaults.motion())
        .isEqualTo(
            new MotionDetector.Settings(
                6,
                millis(200),
                2,
                0.04,
                millis(400),
                millis(700),
                millis(60_000),
                millis(30_000),
                millis(2000)));
    assertThat(defaults.silence()).isEqualTo(new SilenceDetector.Settings(-50, millis(1500)));
    assertThat(defaults.loud())
        .isEqualTo(
            new LoudDetector.Settings(
                8, -30, millis(400), millis(1000), millis(60_000), millis(30_000), millis(3000)));
  }

  @ParameterizedTest
  @CsvSource({
    "events-per-minute, 0",
    "cut.spread, 1.5",
    "cut.returning, 5s",
    "fade.longest, 7s",
    "dissolve.residual, NaN",
    "flash.rise, -1",
    "black.shortest, 0s",
    "motion.warm-up, -1s",
    "loud.floor, -90"
  })
  void refusesWhatIsOutOfRangeByItsName(String name, String value) {
    assertThatThrownBy(() -> Detecting.with(Map.of("cuepoint.signals." + name, value)))
        .rootCause()
        .hasMessageContaining("cuepoint.signals." + name + ": ")
        .hasMessageContaining("expected");
  }

  private static Duration millis(long value) {
    return Duration.ofMillis(value);
  }
}
