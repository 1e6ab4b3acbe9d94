package io.cuepoint.object;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * An object being written. Closing it without {@link #commit} leaves nothing behind; what a killed
 * process leaves is cleared away later ({@link ObjectStore#tidy}).
 */
public interface ObjectUpload extends WritableByteChannel {
  /**
   * Makes what was written durable and visible under its key, replacing what was there. Nothing may
   * be written afterwards.
   *
   * @throws StorageFullException when it does not fit
   */
  void commit() throws IOException;
}
