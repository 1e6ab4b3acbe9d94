package io.cuepoint.api.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a piece of work again and again, in a thread of its own. Work that fails is tried again the
 * next time; of failures in a row the first is logged.
 */
public final class Repeated implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Repeated.class);

  private final String name;
  private final Duration first;
  private final Duration pause;
  private final Work work;
  private boolean failing;
  private @Nullable ScheduledExecutorService thread;

  /** A piece of work. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Nothing runs before {@link #start()}.
   *
   * @param name of the thread, and of the work in the log
   * @param first how long after the start it runs first
   * @param pause between an end and the next run
   */
  public Repeated(String name, Duration first, Duration pause, Work work) {
    this.name = name;
    this.first = first;
    this.pause = pause;
    this.work = work;
  }

  /** May follow a {@link #stop()}. */
  @Override
  public synchronized void start() {
    ScheduledExecutorService runner = Executors.newSingleThreadScheduledExecutor(this::daemon);
    thread = runner;
    var unused =
        runner.scheduleWithFixedDelay(
            this::run, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Thread daemon(Runnable runs) {
    Thread made = new Thread(runs, name);
    made.setDaemon(true);
    return made;
  }

  private void run() {
    try {
      work.run();
      failing = false;
    } catch (Exception e) {
      // left for the next time: an exception thrown from here would end the schedule
      if (!failing) {
        log.warn("{} failed, it is tried again", name, e);
      }
      failing = true;
    }
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
