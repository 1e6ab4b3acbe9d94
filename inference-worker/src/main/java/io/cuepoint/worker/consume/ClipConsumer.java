package io.cuepoint.worker.consume;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import io.cuepoint.worker.localize.ClipLocalizer;

/** Joins a localizer to the queue of clips. */
public final class ClipConsumer {
  /** The consumers that share the clips. */
  public static final String GROUP = "cuepoint-workers";

  private ClipConsumer() {}

  /** A worker that tells its profile and then takes clips, once started. */
  public static QueueWorker<ClipSampled> of(
      WorkQueue queue,
      ObjectStore objects,
      ClipLocalizer localizer,
      MessagePublisher publisher,
      int clips,
      int maxClipBytes) {
    publisher.publish(ModelProfile.TOPIC, localizer.profile()).join();
    return new QueueWorker<>(
        queue,
        ClipSampled.TOPIC,
        GROUP,
        clips,
        new ClipWork(objects, localizer, publisher, maxClipBytes));
  }
}
