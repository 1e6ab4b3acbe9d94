package io.cuepoint.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a video, as searched and streamed.
 *
 * @param id the same for the same event of the same source, however often it is reported
 * @param data what was read there, by the schema of an extraction; null elsewhere
 * @param wallStart {@code start} on the wall clock; null where the video has no {@code recordedAt}
 * @param revision counts the event's changes, from 1
 */
public record Event(
    UUID id,
    UUID videoId,
    MediaTime start,
    MediaTime end,
    String label,
    String description,
    List<MediaTime> evidence,
    Uncertainty uncertainty,
    @Nullable Double confidence,
    Source source,
    List<Box> boxes,
    @Nullable Object data,
    @Nullable Instant wallStart,
    @Nullable Instant wallEnd,
    int revision,
    Instant createdAt,
    Instant updatedAt) {
  public Event {
    evidence = List.copyOf(evidence);
    boxes = List.copyOf(boxes);
  }
}
