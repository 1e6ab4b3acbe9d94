package io.cuepoint.worker.engine.tensorrt;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes TensorRT's log: errors are kept until they are asked for, as its calls return no reason.
 * Whoever hands it to TensorRT keeps it: it is called until the process ends. Thread-safe.
 */
final class TensorRtLog extends ILogger {
  private static final Logger log = LoggerFactory.getLogger(TensorRtLog.class);
  private static final int KEPT = 20;

  private final List<String> errors = new ArrayList<>();

  @Override
  public void log(Severity severity, String message) {
    switch (severity.intern()) {
      case kINTERNAL_ERROR, kERROR -> {
        log.debug("{}", message);
        keep(message);
      }
      case kWARNING -> log.debug("{}", message);
      default -> log.trace("{}", message);
    }
  }

  private synchronized void keep(String message) {
    if (errors.size() == KEPT) {
      errors.remove(KEPT - 1);
    }
    errors.add(message);
  }

  /** The errors since this was asked last: the first ones and the last. */
  synchronized List<String> takeErrors() {
    List<String> taken = List.copyOf(errors);
    errors.clear();
    return taken;
  }
}
