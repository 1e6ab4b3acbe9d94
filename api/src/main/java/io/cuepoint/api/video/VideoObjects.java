package io.cuepoint.api.video;

import io.cuepoint.index.store.Video;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a video's objects lie: all below {@code videos/<id>}, the uploaded bytes as source. */
public final class VideoObjects {
  private static final Logger log = LoggerFactory.getLogger(VideoObjects.class);

  private final ObjectStore objects;

  public VideoObjects(ObjectStore objects) {
    this.objects = objects;
  }

  /** Key of the bytes as they were uploaded. */
  public static String source(UUID id) {
    return folder(id) + "/source";
  }

  private static String folder(UUID id) {
    return "videos/" + id;
  }

  /**
   * Removes what is there of a deleted video. The row is gone already, so that a failure here
   * leaves only bytes that nobody sees: it is logged and not told.
   */
  void remove(Video video) {
    try {
      objects.delete(video.object());
      objects.deleteAll(folder(video.id()));
    } catch (IOException e) {
      log.warn("video {} is deleted, its objects are not all", video.id(), e);
    }
  }
}
