package io.cuepoint.contract;

import java.math.BigDecimal;

/**
 * A point on a video's own clock in whole microseconds; 0 is the container's start time (what
 * {@code ffprobe} calls the format's {@code start_time}). May be negative: a stream may begin
 * before its container says so.
 */
public record MediaTime(long micros) implements Comparable<MediaTime> {
  public static final MediaTime ZERO = new MediaTime(0);

  public static MediaTime ofMicros(long micros) {
    return micros == 0 ? ZERO : new MediaTime(micros);
  }

  /** The nearest microsecond to {@code seconds}. */
  public static MediaTime ofSeconds(double seconds) {
    if (!Double.isFinite(seconds) || Math.abs(seconds) > 1e12) {
      throw new IllegalArgumentException(
          "seconds: " + seconds + " (expected: finite, within +-1e12)");
    }
    return ofMicros(Math.round(seconds * 1e6));
  }

  /**
   * Exactly {@code seconds}.
   *
   * @throws IllegalArgumentException when there are more than six decimals or the value is out of
   *     range
   */
  public static MediaTime ofSeconds(BigDecimal seconds) {
    try {
      return ofMicros(seconds.movePointRight(6).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "seconds: " + seconds + " (expected: at most six decimals, within +-9.2e12)", e);
    }
  }

  /** Seconds with as many decimals as needed, six at most. */
  public BigDecimal seconds() {
    BigDecimal value = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  public double toDouble() {
    return micros / 1e6;
  }

  public MediaTime plusMicros(long delta) {
    return ofMicros(Math.addExact(micros, delta));
  }

  /** Signed distance to {@code later} in microseconds. */
  public long microsUntil(MediaTime later) {
    return Math.subtractExact(later.micros, micros);
  }

  public boolean isBefore(MediaTime other) {
    return micros < other.micros;
  }

  public static MediaTime min(MediaTime a, MediaTime b) {
    return a.micros <= b.micros ? a : b;
  }

  public static MediaTime max(MediaTime a, MediaTime b) {
    return a.micros >= b.micros ? a : b;
  }

  @Override
  public int compareTo(MediaTime other) {
    return Long.compare(micros, other.micros);
  }

  @Override
  public String toString() {
    return seconds().toPlainString() + "s";
  }
}
