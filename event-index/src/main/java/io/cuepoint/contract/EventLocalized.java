package io.cuepoint.contract;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A detector or a model reports that something happened from when to when. Several reports may be
 * of one event; the index merges them.
 *
 * @param reportId {@link StableId} of video, source, label and place: the same again for the same
 *     report made again
 * @param clipId the clip that was looked at; null for detectors, which see the whole video
 * @param evidence times of the frames that show it
 * @param confidence 0 to 1; null where the source knows none
 * @param data what was read there, by the schema of an extraction, as JSON's maps, lists, text,
 *     numbers and booleans; null elsewhere
 */
public record EventLocalized(
    UUID reportId,
    UUID videoId,
    @Nullable UUID clipId,
    TimeSpan span,
    String label,
    String description,
    List<MediaTime> evidence,
    Uncertainty uncertainty,
    @Nullable Double confidence,
    Source source,
    List<Box> boxes,
    @Nullable Object data) {
  public static final Topic<EventLocalized> TOPIC =
      new Topic<>(
          "cuepoint.event.localized.v1",
          EventLocalized.class,
          message -> message.videoId().toString());

  public EventLocalized {
    evidence = List.copyOf(evidence);
    boxes = List.copyOf(boxes);
    if (label.isBlank() || description.isBlank()) {
      throw new IllegalArgumentException("label and description must not be blank");
    }
    if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence: " + confidence + " (expected: 0 to 1)");
    }
  }
}
