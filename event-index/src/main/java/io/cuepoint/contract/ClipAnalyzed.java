package io.cuepoint.contract;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker is done with a clip, or gave it up.
 *
 * @param outcome never {@link Outcome#PENDING}
 * @param reason why it was not analysed or failed; null when it was analysed
 * @param source the model that looked, or that would have
 * @param events how many distinct {@link EventLocalized} it reported
 * @param answer what else is known of the look; null where no model answered
 */
public record ClipAnalyzed(
    UUID videoId,
    UUID clipId,
    TimeSpan window,
    Outcome outcome,
    @Nullable String reason,
    @Nullable Source source,
    int events,
    @Nullable ClipAnswer answer) {
  public static final Topic<ClipAnalyzed> TOPIC =
      new Topic<>(
          "cuepoint.clip.analysed.v1", ClipAnalyzed.class, message -> message.videoId().toString());

  public ClipAnalyzed {
    if (outcome == Outcome.PENDING) {
      throw new IllegalArgumentException(
          "outcome: pending (expected: analysed, not-analysed or failed)");
    }
  }
}
