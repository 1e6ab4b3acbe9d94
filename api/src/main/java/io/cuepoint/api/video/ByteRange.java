package io.cuepoint.api.video;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/**
 * Which bytes of a content to send.
 *
 * @param start first byte
 * @param end after the last byte
 * @param partial whether the answer says so (206)
 */
record ByteRange(long start, long end, boolean partial) {
  long length() {
    return end - start;
  }

  static ByteRange whole(long size) {
    return new ByteRange(0, size, false);
  }

  /**
   * What a {@code Range} header asks of {@code size} bytes (RFC 9110 section 14.2). Another unit
   * than bytes, or several ranges, give the whole content, as the RFC allows; players ask for one.
   *
   * @throws IllegalArgumentException when the header is malformed or nothing of it is there
   */
  static ByteRange of(@Nullable String header, long size) {
    String asked = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
    if (!asked.startsWith("bytes=")) {
      return whole(size);
    }
    List<HttpRange> ranges = HttpRange.parseRanges(asked);
    if (ranges.size() != 1) {
      return whole(size);
    }
    HttpRange range = ranges.get(0);
    long start = range.getRangeStart(size);
    long end = Math.min(size, range.getRangeEnd(size) + 1);
    if (start >= end) {
      throw new IllegalArgumentException("nothing of it is there");
    }
    return new ByteRange(start, end, true);
  }
}
