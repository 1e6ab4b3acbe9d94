package io.cuepoint.contract;

import java.util.List;
import java.util.UUID;

/** Ingest could not read a video, and another try would not help. */
public record VideoFailed(UUID videoId, Failure failure, List<Warning> warnings) {
  public static final Topic<VideoFailed> TOPIC =
      new Topic<>(
          "cuepoint.video.failed.v1", VideoFailed.class, message -> message.videoId().toString());

  public VideoFailed {
    warnings = List.copyOf(warnings);
  }
}
