package io.cuepoint.ingest.rate;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;

/**
 * A window that becomes a clip.
 *
 * @param framesPerSecond of its grid, which has a target at 0 of the video's clock
 */
public record RatedWindow(TimeSpan span, double framesPerSecond) {
  /** Whether {@code target} is one of its own; in it may lie targets of others too. */
  public boolean takes(MediaTime target) {
    long number = Math.round(target.micros() * framesPerSecond / 1e6);
    return span.contains(target) && Math.round(number * 1e6 / framesPerSecond) == target.micros();
  }

  /** How many targets it has before {@code end}. */
  public int targetsUntil(MediaTime end) {
    MediaTime last = MediaTime.min(end, span.end());
    return Math.max(0, targetsBefore(last) - targetsBefore(span.start()));
  }

  private int targetsBefore(MediaTime time) {
    return (int) Math.ceil(time.micros() * framesPerSecond / 1e6 - 1e-9);
  }
}
