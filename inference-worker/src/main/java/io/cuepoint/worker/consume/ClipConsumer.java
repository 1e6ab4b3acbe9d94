package io.cuepoint.worker.consume;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import io.cuepoint.worker.localize.ClipLocalizer;
import java.time.Clock;

/** Joins a localizer to the queues of clips, once it has told its profile. */
public final class ClipConsumer {
  /** The consumers that share the clips. */
  public static final String GROUP = "cuepoint-workers";

  /** The consumers that share the clips of which someone waits for the answer. */
  public static final String ASKED_GROUP = "cuepoint-workers-asked";

  private final int clips;
  private final ModelTurn turn;
  private final ClipWork bulk;
  private final ClipWork asked;

  /**
   * @param clips how many clips are looked at at a time, of both queues together
   * @param maxClipBytes bound for a clip's unpacked frames
   */
  public ClipConsumer(
      ObjectStore objects,
      ClipLocalizer localizer,
      MessagePublisher publisher,
      int clips,
      int maxClipBytes,
      Clock clock) {
    this.clips = clips;
    this.turn = new ModelTurn(clips);
    this.bulk = new ClipWork(objects, localizer, publisher, maxClipBytes, turn, false, clock);
    this.asked = new ClipWork(objects, localizer, publisher, maxClipBytes, turn, true, clock);
    publisher.publish(ModelProfile.TOPIC, localizer.profile()).join();
  }

  /** Takes what nobody waits for, once started. */
  public QueueWorker<ClipSampled> clips(WorkQueue queue) {
    return new QueueWorker<>(queue, ClipSampled.TOPIC, GROUP, clips, bulk);
  }

  /** Takes what someone waits for, once started. */
  public QueueWorker<ClipSampled> askedClips(WorkQueue queue) {
    return new QueueWorker<>(queue, ClipSampled.ASKED, ASKED_GROUP, clips, asked);
  }
}
