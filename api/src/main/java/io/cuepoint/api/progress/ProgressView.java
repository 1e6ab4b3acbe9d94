package io.cuepoint.api.progress;

import io.cuepoint.contract.ClipProgress;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far a video is, down to the clips that are looked at now.
 *
 * @param progress of its first analysis, 0 to 1
 * @param clips of all its analyses, in time order
 */
record ProgressView(UUID videoId, VideoState state, double progress, List<ClipView> clips) {

  static ProgressView of(Video video, List<ClipProgress> clips) {
    return new ProgressView(
        video.id(), video.state(), video.progress(), clips.stream().map(ClipView::of).toList());
  }

  /**
   * A clip that a worker is looking at.
   *
   * @param question which of its questions is being answered, from 1; 0 before the first
   * @param text of that answer, as far as it is there; of a long one its end
   */
  record ClipView(
      UUID clipId,
      MediaTime start,
      MediaTime end,
      String worker,
      ClipProgress.Stage stage,
      int question,
      String text,
      Instant startedAt,
      Instant updatedAt) {

    static ClipView of(ClipProgress clip) {
      return new ClipView(
          clip.clipId(),
          clip.window().start(),
          clip.window().end(),
          clip.worker(),
          clip.stage(),
          clip.question(),
          clip.text(),
          clip.startedAt(),
          clip.updatedAt());
    }
  }
}
