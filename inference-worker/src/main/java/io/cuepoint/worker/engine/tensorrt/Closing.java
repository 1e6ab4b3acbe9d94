package io.cuepoint.worker.engine.tensorrt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of what may fail on it: after a fault of the device nothing can be freed any more. */
final class Closing {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  static void quietly(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      log.warn("cannot be freed: {}", e.getMessage());
    }
  }
}
