package io.cuepoint.api;

import io.cuepoint.object.ObjectLinks;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.object.StorageFullException;
import io.cuepoint.object.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** An object store that can be made to have no more room, to break, or to give links. */
public final class FaultyObjects implements ObjectStore, ObjectLinks {
  private final ObjectStore store;

  /** How many bytes of each object fit. */
  public volatile long room = Long.MAX_VALUE;

  public volatile boolean broken;

  /** Where links begin; null: none are given. */
  public volatile String linked;

  FaultyObjects(ObjectStore store) {
    this.store = store;
  }

  @Override
  public ObjectUpload begin(String key) throws IOException {
    if (broken) {
      throw new IOException("/secret/path: input/output error");
    }
    ObjectUpload upload = store.begin(key);
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
      public void commit() throws IOException {
        upload.commit();
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
  public Optional<URI> link(String key, String contentType, String disposition) {
    return Optional.ofNullable(linked)
        .map(base -> URI.create(base + key + "?type=" + contentType + "&" + disposition.length()));
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
  public long deleteAll(String prefix) throws IOException {
    return store.deleteAll(prefix);
  }

  @Override
  public void each(String prefix, Visitor visitor) throws IOException {
    store.each(prefix, visitor);
  }

  @Override
  public void check() throws IOException {
    if (broken) {
      throw new IOException("/secret/path: input/output error");
    }
    store.check();
  }

  @Override
  public void tidy() throws IOException {
    store.tidy();
  }
}
