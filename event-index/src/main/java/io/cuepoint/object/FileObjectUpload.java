package io.cuepoint.object;

import io.cuepoint.object.StagingArea.StagingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;

/** An object being written to its staging file. */
final class FileObjectUpload implements ObjectUpload {
  private static final long CHECK_ROOM_EVERY_BYTES = 64L << 20;

  private final FileObjectStore store;
  private final String key;
  private final StagingFile file;
  private long untilCheck = CHECK_ROOM_EVERY_BYTES;

  FileObjectUpload(FileObjectStore store, String key, StagingFile file) {
    this.store = store;
    this.key = key;
    this.file = file;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    try {
      int written = file.channel().write(bytes);
      untilCheck -= written;
      if (untilCheck <= 0) {
        store.checkRoom(null);
        untilCheck = CHECK_ROOM_EVERY_BYTES;
      }
      return written;
    } catch (IOException e) {
      throw store.explain(e);
    }
  }

  @Override
  public void commit() throws IOException {
    try {
      file.channel().force(true);
      store.publish(file.path(), key);
    } catch (IOException e) {
      throw store.explain(e);
    } finally {
      close();
    }
  }

  @Override
  public boolean isOpen() {
    return file.channel().isOpen();
  }

  @Override
  public void close() throws IOException {
    // the lock goes with the channel, so the file must be gone first
    Files.deleteIfExists(file.path());
    file.channel().close();
  }
}
