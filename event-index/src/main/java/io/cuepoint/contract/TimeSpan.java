package io.cuepoint.contract;

/** A half-open span {@code [start, end)} on a video's own clock; may be empty. */
public record TimeSpan(MediaTime start, MediaTime end) {
  public TimeSpan {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException(
          "span: " + start + " to " + end + " (expected: start <= end)");
    }
  }

  public static TimeSpan ofMicros(long start, long end) {
    return new TimeSpan(MediaTime.ofMicros(start), MediaTime.ofMicros(end));
  }

  public static TimeSpan ofSeconds(double start, double end) {
    return new TimeSpan(MediaTime.ofSeconds(start), MediaTime.ofSeconds(end));
  }

  public long lengthMicros() {
    return start.microsUntil(end);
  }

  public boolean contains(MediaTime time) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  /** Length of the common part in microseconds, 0 when there is none. */
  public long overlapMicros(TimeSpan other) {
    long common = MediaTime.max(start, other.start).microsUntil(MediaTime.min(end, other.end));
    return Math.max(0, common);
  }

  /** Temporal intersection over union, 0 to 1; two equal empty spans have 1. */
  public double iou(TimeSpan other) {
    long union = hull(other).lengthMicros();
    if (union == 0) {
      return 1;
    }
    long common = overlapMicros(other);
    return (double) common / (lengthMicros() + other.lengthMicros() - common);
  }

  /** The smallest span that holds both. */
  public TimeSpan hull(TimeSpan other) {
    return new TimeSpan(MediaTime.min(start, other.start), MediaTime.max(end, other.end));
  }
}
