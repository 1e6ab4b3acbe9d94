package io.cuepoint.object;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * An object being written. Closing it without {@link #commit} leaves nothing behind; so does a
 * killed process, once the store is opened again.
 */
public interface ObjectUpload extends WritableByteChannel {
  /**
   * Makes what was written durable and visible under {@code key}, replacing what was there. Nothing
   * may be written afterwards.
   *
   * @throws StorageFullException when it does not fit
   */
  void commit(String key) throws IOException;
}
