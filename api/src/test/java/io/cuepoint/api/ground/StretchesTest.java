package io.cuepoint.api.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.InMemoryEvents;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StretchesTest {
  private static final ClipProfile CLIPS =
      new ClipProfile(12, 4, List.of(2.0, 4.0), 96, null, null);
  private static final MediaTime MINUTE = MediaTime.ofSeconds(60);

  @Test
  void looksWhereTheCandidatesAre() {
    List<TimeSpan> spans =
        Stretches.windows(List.of(event(43, 44), event(42, 45), event(1, 2)), CLIPS, MINUTE, 2);
    assertThat(spans).containsExactly(TimeSpan.ofSeconds(0, 12), TimeSpan.ofSeconds(40, 52));
  }

  @Test
  void spreadsOverTheVideoWhereSearchFindsNothing() {
    List<TimeSpan> spans = Stretches.windows(List.of(), CLIPS, MINUTE, 3);
    assertThat(spans).hasSize(3);
    assertThat(spans.get(0).start().toDouble()).isLessThan(20);
    assertThat(spans.get(2).end().toDouble()).isGreaterThan(40);
  }

  @Test
  void looksAtAllOfAShortVideoAsOneStretch() {
    assertThat(Stretches.windows(List.of(), CLIPS, MediaTime.ofSeconds(17), 3))
        .containsExactly(TimeSpan.ofSeconds(0, 17));
  }

  @Test
  void looksAgainAroundBothBounds() {
    assertThat(Stretches.edges(List.of(event(3, 30)), CLIPS, MINUTE))
        .containsExactly(TimeSpan.ofSeconds(0, 9), TimeSpan.ofSeconds(24, 36));
  }

  @Test
  void tellsWhatWasNotLookedAt() {
    assertThat(
            Stretches.rest(List.of(TimeSpan.ofSeconds(40, 52), TimeSpan.ofSeconds(0, 12)), MINUTE))
        .containsExactly(TimeSpan.ofSeconds(12, 40), TimeSpan.ofSeconds(52, 60));
  }

  private static Event event(double start, double end) {
    return InMemoryEvents.event(new UUID(1, 1), start, end, "event", "it");
  }
}
