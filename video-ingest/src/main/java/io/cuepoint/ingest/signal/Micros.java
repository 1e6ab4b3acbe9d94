package io.cuepoint.ingest.signal;

import java.time.Duration;

/** Durations as microseconds. */
final class Micros {
  private Micros() {}

  static long of(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
