package io.cuepoint.start;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thing that a start is at. Its log and the answers of a starting service say the same. */
public final class StartStep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StartStep.class);

  private final StartUp startUp;
  private final String part;
  private final String doing;
  private final long begin;
  private final Thread thread = Thread.currentThread();
  private volatile @Nullable String reason;

  StartStep(StartUp startUp, String part, String doing, long begin) {
    this.startUp = startUp;
    this.part = part;
    this.doing = doing;
    this.begin = begin;
  }

  /**
   * A try failed, another will follow.
   *
   * @param why for people, without secrets
   */
  public void failed(@Nullable String why) {
    String line = why == null ? "no reason given" : why.replaceAll("\\s+", " ").strip();
    reason = line;
    log.info("{}: {}", doing, line);
  }

  String part() {
    return part;
  }

  /** Whether a try failed already. */
  boolean hasFailed() {
    return reason != null;
  }

  /** What is done, for how long, and why it is not done yet. */
  String describe() {
    String why = reason;
    long seconds = TimeUnit.NANOSECONDS.toSeconds(startUp.now() - begin);
    return doing + " for " + seconds + " s" + (why == null ? "" : ": " + why);
  }

  void interrupt() {
    thread.interrupt();
  }

  @Override
  public void close() {
    startUp.end(this);
  }
}
