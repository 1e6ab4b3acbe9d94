package io.cuepoint.api.upload;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/**
 * Cuts a multipart/form-data body (RFC 7578, RFC 2046 section 5.1) into parts while its bytes come,
 * in pieces of any size. It holds no content back but a started delimiter. Spring's own parser is
 * not used because it is not safe against being cancelled from the thread that writes the file, and
 * it reads up to 256 buffers ahead.
 */
final class MultipartParser {
  /** Most bytes of one part's headers. */
  static final int HEADERS_LIMIT = 8 * 1024;

  /** Most parts of one body. */
  static final int PARTS_LIMIT = 64;

  /** Where the parts go, each as one begin, any number of contents and one end. */
  interface Parts {
    void begin(HttpHeaders headers) throws IOException;

    void content(ByteBuffer bytes) throws IOException;

    void end() throws IOException;
  }

  private enum State {
    PREAMBLE,
    AFTER_DELIMITER,
    HEADERS,
    CONTENT,
    EPILOGUE
  }

  private final byte[] delimiter;
  private final Parts parts;
  private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
  private State state = State.PREAMBLE;
  // how much of the delimiter the last bytes were, and how much of that was no content: a body may
  // begin with a delimiter, and an empty part's may take the CR LF that ended its headers
  private int matched = 2;
  private int matchedOutside = 2;
  private int afterDelimiter;
  private int count;

  MultipartParser(String boundary, Parts parts) {
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    this.parts = parts;
  }

  /** Takes the next bytes. */
  void feed(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      switch (state) {
        case PREAMBLE, CONTENT -> scan(bytes);
        case AFTER_DELIMITER -> afterDelimiter(bytes.get());
        case HEADERS -> header(bytes.get());
        case EPILOGUE -> bytes.position(bytes.limit());
      }
    }
  }

  /** The body has ended. */
  void finish() {
    if (state != State.EPILOGUE) {
      throw malformed("ended before its closing boundary (expected: --boundary-- at its end)");
    }
  }

  /**
   * Passes content on up to the next delimiter. A CR begins every delimiter and is nowhere else in
   * it, so that after a mismatch only the byte at hand can begin another.
   */
  private void scan(ByteBuffer bytes) throws IOException {
    int start = bytes.position();
    int carried = matched;
    int at = start;
    for (; at < bytes.limit() && matched < delimiter.length; at++) {
      byte next = bytes.get(at);
      if (next == delimiter[matched]) {
        matched++;
      } else {
        if (carried > 0) {
          pass(ByteBuffer.wrap(delimiter, matchedOutside, carried - matchedOutside));
          carried = 0;
          matchedOutside = 0;
        }
        matched = next == '\r' ? 1 : 0;
      }
    }
    int end = carried > 0 ? start : at - matched;
    pass(bytes.duplicate().limit(end).position(start));
    bytes.position(at);
    if (matched == delimiter.length) {
      delimited();
    }
  }

  private void pass(ByteBuffer content) throws IOException {
    if (state == State.CONTENT && content.hasRemaining()) {
      parts.content(content);
    }
  }

  private void delimited() throws IOException {
    if (state == State.CONTENT) {
      parts.end();
    }
    matched = 0;
    matchedOutside = 0;
    afterDelimiter = 0;
    state = State.AFTER_DELIMITER;
  }

  /** CR LF begins a part, -- ends the body; blanks in front of them are allowed. */
  private void afterDelimiter(byte next) {
    if (afterDelimiter == 0 && (next == ' ' || next == '\t')) {
      return;
    }
    if (afterDelimiter == 0 && (next == '\r' || next == '-')) {
      afterDelimiter = next;
    } else if (afterDelimiter == '-' && next == '-') {
      state = State.EPILOGUE;
    } else if (afterDelimiter == '\r' && next == '\n') {
      if (++count > PARTS_LIMIT) {
        throw malformed("more than " + PARTS_LIMIT + " parts (expected: that many at most)");
      }
      headers.reset();
      state = State.HEADERS;
    } else {
      throw malformed("something after a boundary (expected: CR LF, or -- at the end)");
    }
  }

  private void header(byte next) throws IOException {
    headers.write(next);
    if (headers.size() > HEADERS_LIMIT) {
      throw malformed("headers of a part over " + HEADERS_LIMIT + " bytes");
    }
    if (next == '\n') {
      String text = headers.toString(StandardCharsets.UTF_8);
      if (text.equals("\r\n") || text.endsWith("\r\n\r\n")) {
        parts.begin(parse(text));
        state = State.CONTENT;
        matched = 2;
        matchedOutside = 2;
      }
    }
  }

  private static HttpHeaders parse(String text) {
    HttpHeaders parsed = new HttpHeaders();
    for (String line : text.strip().split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        parsed.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      } else if (!line.isEmpty()) {
        throw malformed("a part's header without a colon");
      }
    }
    return parsed;
  }

  static ProblemException malformed(String found) {
    return new ProblemException(ProblemCode.UPLOAD_MALFORMED, "body: " + found);
  }
}
