package io.cuepoint.api.progress;

import io.cuepoint.contract.ClipProgress;
import io.cuepoint.contract.ClipProgress.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The clips that workers are looking at, by what they told last. Thread-safe. */
final class ClipsUnderway {
  /** A worker that said nothing for so long is taken for gone; slow machines need minutes. */
  private static final Duration SILENCE = Duration.ofMinutes(15);

  private final Map<UUID, ClipProgress> clips = new HashMap<>();
  private final Clock clock;

  ClipsUnderway(Clock clock) {
    this.clock = clock;
  }

  /** Takes what a worker told, in the order in which it was told. */
  synchronized void take(ClipProgress told) {
    clips.values().removeIf(each -> each.updatedAt().isBefore(oldest()));
    if (told.stage() == Stage.OVER) {
      clips.remove(told.clipId());
    } else {
      clips.put(told.clipId(), told);
    }
  }

  /** Those of one video, in time order. */
  synchronized List<ClipProgress> of(UUID videoId) {
    return clips.values().stream()
        .filter(each -> each.videoId().equals(videoId) && !each.updatedAt().isBefore(oldest()))
        .sorted(
            Comparator.comparing((ClipProgress each) -> each.window().start())
                .thenComparing(ClipProgress::clipId))
        .toList();
  }

  /** What was told before is no longer of interest. */
  Instant oldest() {
    return clock.instant().minus(SILENCE);
  }
}
