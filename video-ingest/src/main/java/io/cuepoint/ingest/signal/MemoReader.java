package io.cuepoint.ingest.signal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives back what a {@link MemoWriter} noted. */
final class MemoReader implements Memo {
  private final DataInputStream in;

  MemoReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  @Override
  public long whole(long now) throws IOException {
    return in.readLong();
  }

  @Override
  public double real(double now) throws IOException {
    return in.readDouble();
  }

  @Override
  public float single(float now) throws IOException {
    return in.readFloat();
  }

  @Override
  public boolean flag(boolean now) throws IOException {
    return in.readBoolean();
  }
}
