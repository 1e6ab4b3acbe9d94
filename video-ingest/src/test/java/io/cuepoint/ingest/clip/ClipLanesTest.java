package io.cuepoint.ingest.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ClipLanesTest {
  private static final ClipWindows MINUTES = ClipWindows.of(60, 6, 2, List.of());

  @Test
  void sendsTheFirstTenMinutesAheadOfTheFirstHourAheadOfTheRest() {
    ClipLanes lanes = bound(Map.of());
    // windows begin every 54 s: the twelfth at 594 s and the 67th at 3,564 s
    assertThat(lanes.of(MINUTES, 0)).isEqualTo(ClipSampled.TOPIC);
    assertThat(lanes.of(MINUTES, 11)).isEqualTo(ClipSampled.TOPIC);
    assertThat(lanes.of(MINUTES, 12)).isEqualTo(ClipSampled.LATER);
    assertThat(lanes.of(MINUTES, 66)).isEqualTo(ClipSampled.LATER);
    assertThat(lanes.of(MINUTES, 67)).isEqualTo(ClipSampled.REST);
    assertThat(lanes.of(MINUTES, 100_000)).isEqualTo(ClipSampled.REST);
  }

  @Test
  void countsWhatIsLookedAtNotWhatIsPassedOver() {
    ClipWindows parts =
        ClipWindows.of(
            60, 6, 2, List.of(TimeSpan.ofSeconds(0, 50), TimeSpan.ofSeconds(7200, 7230)));
    assertThat(parts.before(0)).isZero();
    assertThat(parts.before(1)).hasSeconds(50);
    assertThat(bound(Map.of()).of(parts, 1)).isEqualTo(ClipSampled.TOPIC);
  }

  @Test
  void usesAsManyLanesAsAreConfigured() {
    assertThat(bound(Map.of("cuepoint.clip.lanes.ends", "54s")).of(MINUTES, 1))
        .isEqualTo(ClipSampled.LATER);
    assertThat(new ClipLanes(List.of()).of(MINUTES, 1000)).isEqualTo(ClipSampled.TOPIC);
  }

  @Test
  void refusesEndsThatDoNotFollowEachOther() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> new ClipLanes(List.of(minute, minute)))
        .hasMessageContaining("cuepoint.clip.lanes.ends: [PT1M, PT1M] (expected: at most 2");
    assertThatThrownBy(() -> new ClipLanes(List.of(Duration.ZERO))).hasMessageContaining("[PT0S]");
    assertThatThrownBy(
            () -> new ClipLanes(List.of(minute, minute.multipliedBy(2), minute.multipliedBy(3))))
        .hasMessageContaining("at most 2");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void goesFromLaneToLaneAsTheVideoDoes(long seed) {
    Random random = new Random(seed);
    Duration first = Duration.ofSeconds(1 + random.nextInt(1000));
    ClipLanes lanes = new ClipLanes(List.of(first, first.plusSeconds(1 + random.nextInt(4000))));
    ClipWindows windows = windows(random);
    int before = 0;
    for (int index = 0; windows.has(index) && index < 300; index++) {
      int lane = ClipSampled.LANES.indexOf(lanes.of(windows, index));
      assertThat(lane).isGreaterThanOrEqualTo(before);
      assertThat(lanes.of(windows, index)).as("again").isEqualTo(ClipSampled.LANES.get(lane));
      before = lane;
      Duration step = windows.before(index + (windows.has(index + 1) ? 1 : 0));
      assertThat(step).isGreaterThanOrEqualTo(windows.before(index));
    }
  }

  private static ClipWindows windows(Random random) {
    List<TimeSpan> spans = new ArrayList<>();
    double time = random.nextInt(100);
    for (int i = random.nextInt(5); i > 0; i--) {
      double end = time + 1 + random.nextInt(1000);
      spans.add(TimeSpan.ofSeconds(time, end));
      time = end + random.nextInt(3000);
    }
    int seconds = 12 + random.nextInt(60);
    return ClipWindows.of(seconds, random.nextInt(seconds - 2), 2, spans);
  }

  private static ClipLanes bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("cuepoint.clip.lanes", ClipLanes.class);
  }
}
