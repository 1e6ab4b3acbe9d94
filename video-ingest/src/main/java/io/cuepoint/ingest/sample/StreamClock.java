package io.cuepoint.ingest.sample;

/**
 * One stream's way from container timestamps to the video's clock. Where they jump (joined
 * recordings) the clock runs on without a gap. Microseconds throughout.
 *
 * <p>A jump is a step back by more than {@value #MAX_STEP_BACK}, or a step forward beyond the
 * {@link Rebase}'s limit that takes this stream ahead of all others too: where another went on,
 * this one has a gap. A smaller step back is left to the caller.
 */
final class StreamClock {
  /** Decoders may give frames out of order by a little; a joint goes back by more. */
  static final long MAX_STEP_BACK = 200_000;

  private final Rebase rebase;
  private long offset;
  private boolean started;
  private long lastTime;
  private long lastEnd;

  StreamClock(Rebase rebase) {
    this.rebase = rebase;
    this.offset = rebase.offset();
  }

  /** The time of a frame with timestamp {@code raw} that lasts {@code duration}. */
  long at(long raw, long duration) {
    long time = raw + offset;
    if (started && jumps(time)) {
      offset = rebase.join(raw, lastTime, lastEnd);
      time = raw + offset;
    }
    return note(time, duration);
  }

  /** The time of a frame that has no timestamp: where the last one ended. */
  long next(long duration) {
    return note(started ? lastEnd : 0, duration);
  }

  private boolean jumps(long time) {
    return time < lastTime - MAX_STEP_BACK
        || time > Math.max(lastEnd, rebase.reached()) + rebase.maxLeap();
  }

  private long note(long time, long duration) {
    if (!started || time >= lastTime) {
      lastTime = time;
      lastEnd = time + duration;
      rebase.reach(lastEnd);
    }
    started = true;
    return time;
  }
}
