package io.cuepoint.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of an object, read from its beginning to its end. When the connection breaks it is asked
 * for again from where it broke.
 */
final class S3Range implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(S3Range.class);

  /** So often without a byte between is too often. */
  private static final int TRIES = 4;

  private final S3Ranges ranges;
  private final String key;
  private final String etag;
  private final long end;
  private long position;
  private @Nullable InputStream bytes;

  /** The part from {@code start} to before {@code end}; nothing is asked for yet. */
  S3Range(S3Ranges ranges, String key, String etag, long start, long end) {
    this.ranges = ranges;
    this.key = key;
    this.etag = etag;
    this.position = start;
    this.end = end;
  }

  long position() {
    return position;
  }

  boolean isRead() {
    return position >= end;
  }

  /** The next bytes: at least one, unless all is read. */
  int read(byte[] target, int length) throws IOException {
    int wanted = (int) Math.min(length, end - position);
    for (int attempt = 1; ; attempt++) {
      try {
        InputStream from = bytes;
        if (from == null) {
          from = ranges.open(key, etag, position, end);
          bytes = from;
        }
        int read = from.read(target, 0, wanted);
        if (read < 0) {
          throw new IOException("object store: " + key + " ended before its end");
        }
        position += read;
        if (isRead()) {
          close();
        }
        return read;
      } catch (NoSuchFileException | ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        close();
        if (attempt == TRIES) {
          throw e;
        }
        log.info("reading {} goes on anew at {}: {}", key, position, e.toString());
      }
    }
  }

  @Override
  public void close() {
    InputStream from = bytes;
    bytes = null;
    if (from != null) {
      try {
        from.close();
      } catch (IOException e) {
        log.debug("closing a connection", e);
      }
    }
  }
}
