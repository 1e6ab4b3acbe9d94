package io.cuepoint.ingest.signal;

import java.time.Duration;

/** Refuses parameters of detectors that are out of range. */
final class Check {
  private Check() {}

  /** Levels and differences of luma, of 255. */
  static void levels(String name, double value) {
    range(name, value, 0, 255);
  }

  static void share(String name, double value) {
    range(name, value, 0, 1);
  }

  static void range(String name, double value, double least, double greatest) {
    if (!(value >= least && value <= greatest)) {
      throw new IllegalArgumentException(
          "cuepoint.signals.%s: %s (expected: %s to %s)".formatted(name, value, least, greatest));
    }
  }

  /** More than nothing, and no more than {@code longest}, which memory bounds. */
  static void duration(String name, Duration value, Duration longest) {
    if (value.isNegative() || value.isZero() || value.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "cuepoint.signals.%s: %s (expected: above 0, at most %s)"
              .formatted(name, value, longest));
    }
  }
}
