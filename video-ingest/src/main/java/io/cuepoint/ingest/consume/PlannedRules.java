package io.cuepoint.ingest.consume;

import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.isolate.MediaReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives windows rates of their own, where they may have them. */
final class PlannedRules {
  private static final Logger LOG = LoggerFactory.getLogger(PlannedRules.class);

  private PlannedRules() {}

  /**
   * {@code rules} with the windows of the video at {@code location}; the same again when it is
   * asked again.
   */
  static ClipRules of(ClipRules rules, MediaReader media, String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    ActivityTrack activity = activity(rules, media, location);
    return activity == null ? rules : rules.planned(activity);
  }

  /** What happens where in the video; null where all windows have one rate anyway. */
  static @Nullable ActivityTrack activity(ClipRules rules, MediaReader media, String location)
      throws UnreadableMediaException, IOException, InterruptedException {
    if (rules.rates() == null) {
      return null;
    }
    ActivityTrack activity = media.activity(location);
    if (activity.unknownBecause() != null) {
      LOG.info("One rate for all of a video: {}", activity.unknownBecause());
    }
    return activity;
  }
}
