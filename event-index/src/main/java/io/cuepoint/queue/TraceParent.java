package io.cuepoint.queue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A span from which others go on, perhaps in another process. As text it is the {@code traceparent}
 * of W3C Trace Context, level 1.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all 0
 * @param spanId 16 hexadecimal digits in lower case, not all 0
 * @param sampled whether the trace is recorded
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
  /** The header of messages that carries the text. */
  public static final String HEADER = "traceparent";

  private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

  /** Version, both ids and flags; a later version may go on behind another hyphen. */
  private static final Pattern TEXT =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(" + TRACE_ID + ")-(" + SPAN_ID + ")-([0-9a-f]{2})(-.*)?");

  private static final int SAMPLED = 1;

  public TraceParent {
    check("trace id", traceId, TRACE_ID, 32);
    check("span id", spanId, SPAN_ID, 16);
  }

  private static void check(String name, String value, Pattern pattern, int digits) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + digits + " hexadecimal digits, not all 0)");
    }
  }

  /** Empty where {@code text} is none: a message is worth more than its trace. */
  public static Optional<TraceParent> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(parts.group(3), 16) & SAMPLED) != 0;
    return Optional.of(new TraceParent(parts.group(1), parts.group(2), sampled));
  }

  /** What a message's headers say. */
  public static Optional<TraceParent> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? Optional.empty()
        : parse(new String(header.value(), StandardCharsets.US_ASCII));
  }

  /** Puts it into a message's headers. */
  public void addTo(Headers headers) {
    headers.add(HEADER, text().getBytes(StandardCharsets.US_ASCII));
  }

  public String text() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
