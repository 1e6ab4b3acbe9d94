package io.cuepoint.ingest.consume;

import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.isolate.MediaReader;
import java.io.IOException;
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
    if (rules.rates() == null) {
      return rules;
    }
    ActivityTrack activity = media.activity(location);
    if (activity.unknownBecause() != null) {
      LOG.info("One rate for all of a video: {}", activity.unknownBecause());
    }
    return rules.planned(activity);
  }
}
