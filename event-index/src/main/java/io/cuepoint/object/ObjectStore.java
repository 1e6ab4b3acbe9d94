package io.cuepoint.object;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Named, immutable byte sequences. A key is one or more segments of {@code [A-Za-z0-9._-]}, joined
 * by {@code /}; a segment never is {@code .} or {@code ..}. Safe for concurrent use.
 */
public interface ObjectStore {
  /**
   * Begins a new object. Nothing is visible before {@link ObjectUpload#commit}.
   *
   * @throws StorageFullException when there is no room to begin
   */
  ObjectUpload begin(String key) throws IOException;

  /** The object's size, or empty when there is none of that name. */
  Optional<StoredObject> find(String key) throws IOException;

  /**
   * The bytes, readable from any position.
   *
   * @throws java.nio.file.NoSuchFileException when there is none of that name
   */
  SeekableByteChannel open(String key) throws IOException;

  /**
   * What FFmpeg opens to read the object: a path or a URL. It holds in this process alone and as
   * long as it runs, and needs no further credentials.
   */
  String location(String key);

  /** Removes the object; whether there was one. */
  boolean delete(String key) throws IOException;

  /**
   * Removes all objects below {@code prefix} (whole segments), with bounded memory; how many.
   * Whatever comes to be meanwhile may stay.
   */
  long deleteAll(String prefix) throws IOException;

  /**
   * Tells of all objects below {@code prefix} (whole segments), in no order and with bounded
   * memory. The visitor may delete them.
   */
  void each(String prefix, Visitor visitor) throws IOException;

  /** Takes objects as they are found. */
  interface Visitor {
    void visit(StoredObject object) throws IOException;
  }

  /** As {@link #each}, all in memory: for prefixes that hold few. */
  default List<StoredObject> list(String prefix) throws IOException {
    List<StoredObject> found = new ArrayList<>();
    each(prefix, found::add);
    return found;
  }

  /**
   * Returns when an upload would be taken now.
   *
   * @throws IOException when the store is not there, or refuses
   */
  void check() throws IOException;

  /** Clears away what killed processes left half-written, once nobody can be writing it still. */
  void tidy() throws IOException;
}
