package io.cuepoint.api;

import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.object.StorageFullException;
import io.cuepoint.object.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/** An object store that can be made to have no more room, or to break. */
public final class FaultyObjects implements ObjectStore {
  private final ObjectStore store;

  /** How many bytes of each object fit. */
  public volatile long room = Long.MAX_VALUE;

  public volatile boolean broken;

  FaultyObjects(ObjectStore store) {
    this.store = store;
  }

  @Override
  public ObjectUpload begin() throws IOException {
    if (broken) {
      throw new IOException("/secret/path: input/output error");
    }
    ObjectUpload upload = store.begin();
    return new ObjectUpload() {
      long left = room;

      @Override
      public int write(ByteBuffer bytes) throws IOException {
        left -= bytes.remaining();
        if (left < 0) {
          throw new StorageFullException("/secret/path: no space", null);
        }
        return upload.write(bytes);
      }

      @Override
      public void commit(String key) throws IOException {
        upload.commit(key);
      }

      @Override
      public boolean isOpen() {
        return upload.isOpen();
      }

      @Override
      public void close() throws IOException {
        upload.close();
      }
    };
  }

  @Override
  public Optional<StoredObject> find(String key) throws IOException {
    return store.find(key);
  }

  @Override
  public SeekableByteChannel open(String key) throws IOException {
    return store.open(key);
  }

  @Override
  public String location(String key) {
    return store.location(key);
  }

  @Override
  public boolean delete(String key) throws IOException {
    return store.delete(key);
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return store.list(prefix);
  }
}
