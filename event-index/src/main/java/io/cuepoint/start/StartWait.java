package io.cuepoint.start;

import java.io.IOException;
import java.time.Duration;

/** Waits at the start for what is not there yet, asking ever more seldom. */
public final class StartWait {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private StartWait() {}

  /** Whether something is there. */
  public interface Check {
    /**
     * Returns when it is.
     *
     * @throws IOException why it is not, without secrets; it may come
     */
    void run() throws IOException, InterruptedException;
  }

  /**
   * Returns once {@code check} does.
   *
   * @param part what is waited for, by its name in the service's health
   * @param what the same for people
   * @throws NotThereException when the check does not within {@code limit}
   */
  public static void untilThere(
      StartUp startUp, String part, String what, Duration limit, Check check)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    try (StartStep step = startUp.begin(part, "waiting for " + what)) {
      for (Duration pause = FIRST; ; pause = longer(pause)) {
        try {
          check.run();
          return;
        } catch (IOException e) {
          if (System.nanoTime() + pause.toNanos() - end > 0) {
            throw new NotThereException(what, limit, e);
          }
          step.failed(e.getMessage());
          Thread.sleep(pause.toMillis());
        }
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }
}
