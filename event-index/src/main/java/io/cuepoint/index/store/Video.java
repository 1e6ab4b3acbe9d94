package io.cuepoint.index.store;

import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.StreamInfo;
import io.cuepoint.contract.Warning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A video as it stands.
 *
 * @param object key of its bytes in the object store
 * @param progress 0 to 1, never falling while the video is being worked on
 * @param duration null until it is known
 */
public record Video(
    UUID id,
    String name,
    String object,
    VideoState state,
    double progress,
    long bytes,
    String sha256,
    @Nullable MediaTime duration,
    @Nullable Instant recordedAt,
    List<String> tags,
    List<StreamInfo> streams,
    List<Warning> warnings,
    @Nullable Failure failure,
    Instant createdAt) {
  public Video {
    tags = List.copyOf(tags);
    streams = List.copyOf(streams);
    warnings = List.copyOf(warnings);
  }
}
