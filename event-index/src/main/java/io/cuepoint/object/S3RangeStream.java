package io.cuepoint.object;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * An answer's bytes. Closing it before its end drops the connection instead of reading the rest.
 */
final class S3RangeStream extends FilterInputStream {
  private final ResponseInputStream<?> answer;
  private long left;

  /** The answer, which is {@code length} bytes long. */
  S3RangeStream(ResponseInputStream<?> answer, long length) {
    super(answer);
    this.answer = answer;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    left -= read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    left -= Math.max(0, read);
    return read;
  }

  @Override
  public void close() throws IOException {
    if (left > 0) {
      answer.abort();
    } else {
      super.close();
    }
  }
}
