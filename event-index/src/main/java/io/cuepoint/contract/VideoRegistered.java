package io.cuepoint.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A video's bytes are in the object store and its row is written: the work item of ingest.
 *
 * @param object key in the object store
 * @param bytes size of the object
 * @param sha256 of the bytes, lower-case hex
 * @param analysis the first look at it; null for one with {@link Task#DENSE}
 */
public record VideoRegistered(
    UUID videoId,
    String name,
    String object,
    long bytes,
    String sha256,
    @Nullable Instant recordedAt,
    Instant registeredAt,
    @Nullable Analysis analysis) {
  public static final Topic<VideoRegistered> TOPIC =
      new Topic<>(
          "cuepoint.video.registered.v1",
          VideoRegistered.class,
          message -> message.videoId().toString());

  /** The first look at the video. */
  public Analysis firstAnalysis() {
    return analysis == null ? Analysis.first(videoId, Task.DENSE, registeredAt) : analysis;
  }
}
