package io.cuepoint.worker.localize;

import io.cuepoint.worker.quantize.WeightProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every tenth of the making of quantised weights. Not thread-safe: calls come in turn. */
final class WeightProgressLog implements WeightProgress {
  private static final Logger log = LoggerFactory.getLogger(WeightProgressLog.class);
  private static final int STEP = 10;

  private long next;

  @Override
  public void made(String what, long done, long total) {
    long percent = 100 * done / total;
    if (percent >= next) {
      log.info("making {}: {} %", what, percent);
      next = percent - percent % STEP + STEP;
    }
  }
}
