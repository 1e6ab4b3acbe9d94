package io.cuepoint.object;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
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
  ObjectUpload begin() throws IOException;

  /** The object's size, or empty when there is none of that name. */
  Optional<StoredObject> find(String key) throws IOException;

  /**
   * The bytes, readable from any position.
   *
   * @throws java.nio.file.NoSuchFileException when there is none of that name
   */
  SeekableByteChannel open(String key) throws IOException;

  /** What FFmpeg opens to read the object: a path or a URL. */
  String location(String key);

  /** Removes the object; whether there was one. */
  boolean delete(String key) throws IOException;

  /** All objects whose key begins with {@code prefix} (whole segments), in no order. */
  List<StoredObject> list(String prefix) throws IOException;
}
