package io.cuepoint.worker.localize;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as the model was trained to write them (spec 6.2): seconds ({@code 3.2}, {@code "3.2s"}),
 * {@code mm:ss.ff} and {@code hh:mm:ss.ff}. The part after the dot is a decimal fraction.
 */
final class AnswerTime {
  private static final String SECONDS = "(\\d{1,7}(?:\\.\\d{1,9})?)";
  private static final Pattern TIME =
      Pattern.compile(
          "(?:(?:(\\d{1,4}):)?(\\d{1,4}):)?" + SECONDS + "\\s*(?:s|sec|secs|second|seconds)?");

  private AnswerTime() {}

  /** Microseconds; empty when {@code text} is no time. */
  static OptionalLong micros(String text) {
    Matcher time = TIME.matcher(text.strip());
    if (!time.matches()) {
      return OptionalLong.empty();
    }
    BigDecimal seconds = new BigDecimal(time.group(3));
    boolean clock = time.group(2) != null;
    if (clock && seconds.compareTo(BigDecimal.valueOf(60)) >= 0) {
      return OptionalLong.empty();
    }
    long minutes = clock ? Long.parseLong(time.group(2)) : 0;
    long hours = time.group(1) == null ? 0 : Long.parseLong(time.group(1));
    if (time.group(1) != null && minutes >= 60) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        seconds
            .add(BigDecimal.valueOf(60 * minutes + 3600 * hours))
            .movePointRight(6)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }
}
