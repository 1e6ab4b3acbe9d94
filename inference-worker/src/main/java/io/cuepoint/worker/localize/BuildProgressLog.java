package io.cuepoint.worker.localize;

import io.cuepoint.worker.engine.tensorrt.BuildProgress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that a plan is being built. Told by interruption that no more are wanted. */
final class BuildProgressLog implements BuildProgress {
  private static final Logger log = LoggerFactory.getLogger(BuildProgressLog.class);

  private final Thread loading = Thread.currentThread();

  @Override
  public void building(String what, Duration elapsed) {
    log.info("building {} for TensorRT: {} s", what, elapsed.toSeconds());
  }

  @Override
  public boolean cancelled() {
    return loading.isInterrupted();
  }
}
