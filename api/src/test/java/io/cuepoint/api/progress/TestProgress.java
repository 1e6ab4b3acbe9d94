package io.cuepoint.api.progress;

import io.cuepoint.contract.ClipProgress;
import io.cuepoint.contract.TimeSpan;
import java.time.Instant;
import java.util.UUID;

/** What workers tell, made up. */
final class TestProgress {
  private TestProgress() {}

  /**
   * Of the {@code clip}-th clip of a video.
   *
   * @param clip from 0; clips are 10 s long
   */
  static ClipProgress of(UUID video, int clip, ClipProgress.Stage stage, Instant at) {
    boolean answers = stage == ClipProgress.Stage.ANSWER;
    return new ClipProgress(
        video,
        new UUID(video.getLeastSignificantBits(), clip),
        TimeSpan.ofSeconds(10 * clip, 10 * clip + 10),
        "w",
        stage,
        answers ? 1 : 0,
        answers ? "[{" : "",
        at,
        at);
  }
}
