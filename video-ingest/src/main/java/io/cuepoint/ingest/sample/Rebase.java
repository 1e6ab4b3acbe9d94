package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Warning;

/**
 * The offset from container timestamps to the video's clock that all streams share. Each joint of
 * two recordings changes it; the second stream to reach a joint takes the first one's offset, so
 * that picture and sound stay together. Microseconds.
 */
public final class Rebase {
  /** As FFmpeg's command line: transport streams leap at joints, others hold a still picture. */
  private static final long MAX_LEAP_OF_JUMPING_FORMATS = 10_000_000L;

  private static final long MAX_LEAP = 4 * 3_600_000_000L;

  /** How far apart picture and sound may reach one joint. */
  private static final long SAME_JOINT = 2_000_000;

  private final PassWarnings warnings;
  private final long maxLeap;
  private long offset;
  private boolean joined;
  private long reached = Long.MIN_VALUE;

  Rebase(long zero, boolean mayJump, PassWarnings warnings) {
    this.offset = Math.negateExact(zero);
    this.maxLeap = maxLeap(mayJump);
    this.warnings = warnings;
  }

  /** A longer step forward in time is a joint of two recordings, not a gap. */
  public static long maxLeap(boolean mayJump) {
    return mayJump ? MAX_LEAP_OF_JUMPING_FORMATS : MAX_LEAP;
  }

  /** Whether any stream's timestamps have jumped so far. */
  boolean hasJoined() {
    return joined;
  }

  long offset() {
    return offset;
  }

  long maxLeap() {
    return maxLeap;
  }

  /** The end of what any stream has given. */
  long reached() {
    return reached;
  }

  void reach(long end) {
    reached = Math.max(reached, end);
  }

  /** The offset from {@code raw} on, for a stream that had reached {@code lastEnd}. */
  long join(long raw, long lastTime, long lastEnd) {
    long shared = raw + offset;
    if (shared > lastTime - StreamClock.MAX_STEP_BACK && shared < lastEnd + SAME_JOINT) {
      return offset;
    }
    long found = raw + offset;
    offset = lastEnd - raw;
    joined = true;
    warnings.add(
        new Warning(
            "video.discontinuity",
            "timestamps jump from %s to %s; the clock runs on"
                .formatted(MediaTime.ofMicros(lastTime), MediaTime.ofMicros(found)),
            MediaTime.ofMicros(lastTime),
            MediaTime.ofMicros(lastEnd)));
    return offset;
  }
}
