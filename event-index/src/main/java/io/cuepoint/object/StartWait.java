package io.cuepoint.object;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the start for what is not there yet, asking ever more seldom. */
final class StartWait {
  private static final Logger log = LoggerFactory.getLogger(StartWait.class);
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private StartWait() {}

  /** Whether something is there. */
  interface Check {
    /** Returns when it is. */
    void run() throws IOException;
  }

  /**
   * Returns once {@code check} does.
   *
   * @param what is waited for, for people
   * @throws IOException what the check said last, when it does not within {@code limit}
   */
  static void untilThere(String what, Duration limit, Check check)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (Duration pause = FIRST; ; pause = min(LONGEST, pause.multipliedBy(2))) {
      try {
        check.run();
        return;
      } catch (IOException e) {
        if (System.nanoTime() + pause.toNanos() - end > 0) {
          throw new IOException(
              what + " was not there within " + limit.toSeconds() + " s: " + e.getMessage(), e);
        }
        log.info("waiting for {}: {}", what, e.getMessage());
        Thread.sleep(pause.toMillis());
      }
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
