package io.cuepoint.api.video;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the {@link OrphanSweep} a minute after the start and then again and again. */
final class OrphanSweeper implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OrphanSweeper.class);
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final OrphanSweep sweep;
  private final Duration interval;
  private @Nullable ScheduledExecutorService thread;

  OrphanSweeper(OrphanSweep sweep, Duration interval) {
    this.sweep = sweep;
    this.interval = interval;
  }

  /** May follow a {@link #stop()}. */
  @Override
  public synchronized void start() {
    ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(this::daemon);
    thread = sweeper;
    var started =
        sweeper.scheduleWithFixedDelay(
            this::run, FIRST.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    log.debug("orphans are swept: {}", started);
  }

  private Thread daemon(Runnable work) {
    Thread sweeper = new Thread(work, "orphan-sweep");
    sweeper.setDaemon(true);
    return sweeper;
  }

  private void run() {
    try {
      sweep.run();
    } catch (IOException | RuntimeException e) {
      // left for the next time: an exception thrown from here would end the schedule
      log.warn("cannot sweep objects without a video", e);
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
