package io.cuepoint.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a container says about itself, before anything is decoded.
 *
 * @param duration as the container states it; null where it does not
 * @param creationTime the container's own {@code creation_time}
 */
public record VideoProbed(
    UUID videoId,
    @Nullable MediaTime duration,
    List<StreamInfo> streams,
    List<Warning> warnings,
    @Nullable Instant creationTime) {
  public static final Topic<VideoProbed> TOPIC =
      new Topic<>(
          "cuepoint.video.probed.v1", VideoProbed.class, message -> message.videoId().toString());

  public VideoProbed {
    streams = List.copyOf(streams);
    warnings = List.copyOf(warnings);
  }
}
