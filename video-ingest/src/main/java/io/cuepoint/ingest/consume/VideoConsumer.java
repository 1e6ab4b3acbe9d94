package io.cuepoint.ingest.consume;

import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import java.time.Duration;

/** Joins sampling and detectors to the queue of videos. */
public final class VideoConsumer {
  /** The consumers that share the videos. */
  public static final String GROUP = "cuepoint-ingest";

  private VideoConsumer() {}

  /**
   * Takes videos, once started.
   *
   * @param videos how many at a time
   * @param recheck how long to wait while there is no room
   */
  public static QueueWorker<VideoRegistered> of(
      WorkQueue queue,
      ObjectStore objects,
      MessagePublisher publisher,
      ClipProperties clips,
      SignalsProperties signals,
      int videos,
      Duration recheck) {
    ClipQuota quota = new ClipQuota(objects, clips.quota().toBytes(), recheck);
    VideoPass pass = new VideoPass(objects, publisher, clips, signals, quota);
    return new QueueWorker<>(
        queue,
        VideoRegistered.TOPIC,
        GROUP,
        videos,
        new VideoWork(objects, publisher, pass, recheck));
  }
}
