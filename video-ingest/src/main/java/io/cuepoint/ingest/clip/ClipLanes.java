package io.cuepoint.ingest.clip;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Topic;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which of {@link ClipSampled#LANES} a clip goes through: the first for the beginning of a video,
 * the next for what comes then. It follows from the clip's place alone, so that a clip that is
 * announced again goes the same way.
 *
 * @param ends how much of a video goes through each lane but the last, counted from its beginning
 *     ({@code cuepoint.clip.lanes.ends}); default 10 min and 1 h; fewer leave the last lanes empty
 */
@ConfigurationProperties("cuepoint.clip.lanes")
public record ClipLanes(@DefaultValue({"10m", "1h"}) List<Duration> ends) {
  private static final int MOST = ClipSampled.LANES.size() - 1;

  public ClipLanes {
    ends = List.copyOf(ends);
    boolean ascending = true;
    Duration before = Duration.ZERO;
    for (Duration end : ends) {
      ascending &= end.compareTo(before) > 0;
      before = end;
    }
    if (!ascending || ends.size() > MOST) {
      throw new IllegalArgumentException(
          "cuepoint.clip.lanes.ends: "
              + ends
              + " (expected: at most "
              + MOST
              + " durations, each longer than the one before)");
    }
  }

  /** The topic of window {@code index} of {@code windows}. */
  public Topic<ClipSampled> of(ClipWindows windows, int index) {
    Duration before = windows.before(index);
    int lane = 0;
    while (lane < ends.size() && before.compareTo(ends.get(lane)) >= 0) {
      lane++;
    }
    return ClipSampled.LANES.get(lane);
  }
}
