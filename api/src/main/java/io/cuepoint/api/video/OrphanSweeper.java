package io.cuepoint.api.video;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the {@link OrphanSweep} a minute after the start and then again and again. */
final class OrphanSweeper implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OrphanSweeper.class);
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final OrphanSweep sweep;
  private final Duration interval;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread sweeper = new Thread(work, "orphan-sweep");
            sweeper.setDaemon(true);
            return sweeper;
          });
  private volatile boolean running;

  OrphanSweeper(OrphanSweep sweep, Duration interval) {
    this.sweep = sweep;
    this.interval = interval;
  }

  @Override
  public void start() {
    running = true;
    var started =
        thread.scheduleWithFixedDelay(
            this::run, FIRST.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    log.debug("orphans are swept: {}", started);
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
  public void stop() {
    running = false;
    thread.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
