package io.cuepoint.contract;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task over a video. Where the same model answered the same prompt in two runs, the
 * later one ({@code requestedAt}, then id) supersedes the earlier one wherever it looked.
 *
 * @param interactive whether someone waits for it: goes before what does not
 * @param spans stretches of the video to look at, in time order, without overlap; empty for all
 * @param framesPerSecond above 0 and at most 4; null for the model's own rate
 * @param sampling how densely to sample where no rate is given; null as configured
 */
public record Analysis(
    UUID id,
    Task task,
    boolean interactive,
    List<TimeSpan> spans,
    @Nullable Double framesPerSecond,
    Instant requestedAt,
    @Nullable SamplingWishes sampling) {
  public static final double MAX_RATE = 4;

  public Analysis {
    spans = List.copyOf(Objects.requireNonNullElse(spans, List.of()));
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).start().isBefore(spans.get(i - 1).end())) {
        throw new IllegalArgumentException(
            "spans: " + spans + " (expected: in time order, without overlap)");
      }
    }
    if (framesPerSecond != null && !(framesPerSecond > 0 && framesPerSecond <= MAX_RATE)) {
      throw new IllegalArgumentException(
          "framesPerSecond: " + framesPerSecond + " (expected: > 0 and <= " + MAX_RATE + ")");
    }
  }

  /** Sampled as configured, or at the rate that is given. */
  public Analysis(
      UUID id,
      Task task,
      boolean interactive,
      List<TimeSpan> spans,
      @Nullable Double framesPerSecond,
      Instant requestedAt) {
    this(id, task, interactive, spans, framesPerSecond, requestedAt, null);
  }

  /** The look at the whole video that follows its upload. */
  public static Analysis first(UUID videoId, Task task, Instant requestedAt) {
    return new Analysis(firstId(videoId), task, false, List.of(), null, requestedAt);
  }

  /** The same, sampled as {@code wishes} say. */
  public Analysis sampled(@Nullable SamplingWishes wishes) {
    return new Analysis(id, task, interactive, spans, framesPerSecond, requestedAt, wishes);
  }

  /** Id of a video's {@link #first} analysis. */
  public static UUID firstId(UUID videoId) {
    return StableId.of(videoId, "analysis", "first");
  }
}
