package io.cuepoint.object;

import java.io.IOException;
import java.io.InputStream;

/** Asks a store for parts of objects. Safe for concurrent use. */
interface S3Ranges {
  /**
   * The bytes from {@code start} to before {@code end} as they come; closing it early gives up the
   * rest.
   *
   * @throws java.nio.file.NoSuchFileException when there is no such object
   * @throws IOException when its bytes are others than {@code etag} says, or cannot be had now
   */
  InputStream open(String key, String etag, long start, long end) throws IOException;
}
