package io.cuepoint.api.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Wall-clock times in RFC 3339, with offset, years 0001 to 9999, at most nine decimals. */
public final class WallClock {
  public static final String EXPECTED = "RFC 3339 with offset, such as 2026-03-01T09:30:00+01:00";

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

  private WallClock() {}

  public static Optional<Instant> parse(String text) {
    if (!RFC_3339.matcher(text).matches() || text.startsWith("0000")) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
