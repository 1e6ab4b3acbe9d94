package io.cuepoint.contract;

/** How far the true bounds of an event may lie from the stated ones, each way, in seconds. */
public record Uncertainty(double start, double end) {
  public Uncertainty {
    if (!(start >= 0 && end >= 0)) {
      throw new IllegalArgumentException(
          "uncertainty: " + start + ", " + end + " (expected: >= 0 seconds)");
    }
  }
}
