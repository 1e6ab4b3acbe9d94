package io.cuepoint.api.query;

import java.util.Locale;

/** How long a computer works, for people: seconds, then minutes, then hours. */
public final class ComputingTime {
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;

  private ComputingTime() {}

  /** These {@code seconds} in words, as in {@code 0.9 s}, {@code 12 s}, {@code 2.5 minutes}. */
  public static String of(double seconds) {
    if (seconds < 10) {
      return text("%.1f s", seconds);
    }
    if (seconds < MINUTE) {
      return text("%.0f s", seconds);
    }
    return seconds < 2 * HOUR
        ? text("%.1f minutes", seconds / MINUTE)
        : text("%.1f hours", seconds / HOUR);
  }

  /** What a minute of video takes, from {@code ratio} of computing time to video time. */
  public static String ofAMinute(double ratio) {
    return "about " + of(MINUTE * ratio) + " of computing for a minute of video";
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
