package io.cuepoint.worker.localize;

import io.cuepoint.contract.Box;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Uncertainty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a clip's reports: the same answer about the same clip gives the same ids. */
final class Reports {
  private final ClipSampled clip;
  private final Source source;

  Reports(ClipSampled clip, Source source) {
    this.clip = clip;
    this.source = source;
  }

  /**
   * A report.
   *
   * @param span on the video's clock
   * @param step how far apart the frames are, in seconds
   */
  EventLocalized of(
      TimeSpan span,
      String label,
      String description,
      List<MediaTime> evidence,
      double step,
      List<Box> boxes,
      @Nullable Object data) {
    UUID id =
        StableId.of(
            clip.videoId(),
            clip.clipId(),
            source.name(),
            source.version(),
            String.valueOf(source.prompt()),
            label,
            span.start().micros(),
            span.end().micros(),
            description);
    return new EventLocalized(
        id,
        clip.videoId(),
        clip.clipId(),
        span,
        label,
        description,
        evidence,
        new Uncertainty(step, step),
        null,
        source,
        boxes,
        data);
  }
}
