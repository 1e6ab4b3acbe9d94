package io.cuepoint.ingest.signal;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Notes values; big-endian, in the order of the walk. */
final class MemoWriter implements Memo {
  private final DataOutputStream out;

  MemoWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  @Override
  public long whole(long now) throws IOException {
    out.writeLong(now);
    return now;
  }

  @Override
  public double real(double now) throws IOException {
    out.writeDouble(now);
    return now;
  }

  @Override
  public float single(float now) throws IOException {
    out.writeFloat(now);
    return now;
  }

  @Override
  public boolean flag(boolean now) throws IOException {
    out.writeBoolean(now);
    return now;
  }
}
