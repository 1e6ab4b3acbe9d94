package io.cuepoint.ingest.consume;

import io.cuepoint.object.ObjectStore;
import java.io.IOException;

/** The video was deleted while it was being worked on. */
final class VideoGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private VideoGoneException() {
    super("the video was deleted");
  }

  /** Throws unless the video with this key is there. */
  static void unlessThere(ObjectStore objects, String key) throws IOException {
    if (objects.find(key).isEmpty()) {
      throw new VideoGoneException();
    }
  }
}
