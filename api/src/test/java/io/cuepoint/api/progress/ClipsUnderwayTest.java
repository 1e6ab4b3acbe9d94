package io.cuepoint.api.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipProgress.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClipsUnderwayTest {
  private static final UUID VIDEO = new UUID(1, 1);

  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final ClipsUnderway underway = new ClipsUnderway(clock);

  @Test
  void knowsWhatWasToldLastOfEachClipInTimeOrder() {
    underway.take(TestProgress.of(VIDEO, 2, Stage.VISION, now));
    underway.take(TestProgress.of(VIDEO, 1, Stage.VISION, now));
    underway.take(TestProgress.of(VIDEO, 2, Stage.ANSWER, now));
    underway.take(TestProgress.of(new UUID(9, 9), 3, Stage.ANSWER, now));
    assertThat(underway.of(VIDEO))
        .containsExactly(
            TestProgress.of(VIDEO, 1, Stage.VISION, now),
            TestProgress.of(VIDEO, 2, Stage.ANSWER, now));
  }

  @Test
  void forgetsAClipThatIsOver() {
    underway.take(TestProgress.of(VIDEO, 1, Stage.ANSWER, now));
    underway.take(TestProgress.of(VIDEO, 1, Stage.OVER, now));
    underway.take(TestProgress.of(VIDEO, 1, Stage.OVER, now));
    assertThat(underway.of(VIDEO)).isEmpty();
  }

  @Test
  void takesAWorkerThatSaysNothingMoreForGone() {
    underway.take(TestProgress.of(VIDEO, 1, Stage.VISION, now));
    now = now.plus(Duration.ofMinutes(14));
    assertThat(underway.of(VIDEO)).hasSize(1);
    now = now.plus(Duration.ofMinutes(2));
    assertThat(underway.of(VIDEO)).isEmpty();
  }
}
