package io.cuepoint.api.video;

import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.StreamInfo;
import io.cuepoint.contract.Warning;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A video as callers see it: without the place of its bytes, with links to its parts. */
public record VideoView(
    UUID id,
    String name,
    VideoState state,
    double progress,
    long bytes,
    String sha256,
    @Nullable MediaTime durationSeconds,
    @Nullable Instant recordedAt,
    List<String> tags,
    List<StreamInfo> streams,
    List<Warning> warnings,
    @Nullable Failure failure,
    Instant createdAt,
    Links links) {

  public static VideoView of(Video video) {
    return new VideoView(
        video.id(),
        video.name(),
        video.state(),
        video.progress(),
        video.bytes(),
        video.sha256(),
        video.duration(),
        video.recordedAt(),
        video.tags(),
        video.streams(),
        video.warnings(),
        video.failure(),
        video.createdAt(),
        Links.of(video.id()));
  }

  /** Paths of the video and its parts. */
  public record Links(String self, String content, String events, String coverage) {
    static Links of(UUID id) {
      String self = "/v1/videos/" + id;
      return new Links(self, self + "/content", self + "/events", self + "/coverage");
    }
  }
}
