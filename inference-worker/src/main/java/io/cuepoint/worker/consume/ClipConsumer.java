package io.cuepoint.worker.consume;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.Lane;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import io.cuepoint.worker.localize.ClipLocalizer;
import java.time.Clock;
import java.util.List;

/** Joins a localizer to the lanes of clips, once it has told its profile. */
public final class ClipConsumer {
  private static final String GROUP = "cuepoint-workers";

  /**
   * The lanes, and the consumers that share the clips of each: what someone waits for goes before
   * all else, and the beginnings of videos before what lies behind them.
   */
  public static final List<Lane<ClipSampled>> LANES =
      List.of(
          new Lane<>(ClipSampled.ASKED, GROUP + "-asked", true),
          new Lane<>(ClipSampled.TOPIC, GROUP, false),
          new Lane<>(ClipSampled.LATER, GROUP + "-later", false),
          new Lane<>(ClipSampled.REST, GROUP + "-rest", false));

  private final int clips;
  private final ClipWork work;

  /**
   * @param clips how many clips are looked at at a time, of all lanes together
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
    this.work = new ClipWork(objects, localizer, publisher, maxClipBytes, clock);
    publisher.publish(ModelProfile.TOPIC, localizer.profile()).join();
  }

  /** Takes clips, once started. */
  public QueueWorker<ClipSampled> clips(WorkQueue queue) {
    return new QueueWorker<>(queue, LANES, clips, work);
  }
}
