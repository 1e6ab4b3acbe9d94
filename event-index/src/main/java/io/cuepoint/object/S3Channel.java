package io.cuepoint.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object by ranges. The first is small; each that follows without a jump is twice as long,
 * so that a jump wastes little and a long reading asks seldom. Nothing is buffered but what the
 * connection holds. Not for use by several threads at a time.
 */
final class S3Channel implements SeekableByteChannel {
  static final int FIRST_RANGE = 256 << 10;
  static final int LONGEST_RANGE = 32 << 20;
  private static final int PIECE = 64 << 10;

  private final S3Ranges ranges;
  private final StoredObject object;
  private final String etag;
  private final byte[] piece = new byte[PIECE];
  private @Nullable S3Range range;
  private int length = FIRST_RANGE;
  private long position;
  private boolean open = true;

  /**
   * A channel at the object's beginning.
   *
   * @param etag of the bytes: if they are replaced meanwhile, reading fails
   */
  S3Channel(S3Ranges ranges, StoredObject object, String etag) {
    this.ranges = ranges;
    this.object = object;
    this.etag = etag;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkOpen();
    if (position >= object.bytes()) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    int read = range().read(piece, Math.min(PIECE, target.remaining()));
    target.put(piece, 0, read);
    position += read;
    return read;
  }

  /** The range that goes on at the position. */
  private S3Range range() throws IOException {
    S3Range at = range;
    if (at != null && at.position() != position) {
      at.close();
      at = null;
      length = FIRST_RANGE;
    } else if (at != null && at.isRead()) {
      at = null;
      length = Math.min(LONGEST_RANGE, 2 * length);
    }
    if (at == null) {
      long end = Math.min(object.bytes(), position + length);
      at = new S3Range(ranges, object.key(), etag, position, end);
      range = at;
    }
    return at;
  }

  @Override
  public long position() throws IOException {
    checkOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long value) throws IOException {
    checkOpen();
    if (value < 0) {
      throw new IllegalArgumentException("position: " + value + " (expected: 0 or more)");
    }
    position = value;
    return this;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return object.bytes();
  }

  private void checkOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    if (range != null) {
      range.close();
    }
  }

  @Override
  public int write(ByteBuffer bytes) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }
}
