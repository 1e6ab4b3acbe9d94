package io.cuepoint.worker.consume;

import io.cuepoint.clip.Clip;
import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Outcome;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.WorkHandler;
import io.cuepoint.worker.localize.ClipLocalizer;
import io.cuepoint.worker.localize.Localization;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One clip from the queue: looked at, its events and then its outcome published. */
final class ClipWork implements WorkHandler<ClipSampled> {
  private final ObjectStore objects;
  private final ClipLocalizer localizer;
  private final MessagePublisher publisher;
  private final int maxClipBytes;
  private final Clock clock;

  /**
   * @param maxClipBytes bound for a clip's unpacked frames
   */
  ClipWork(
      ObjectStore objects,
      ClipLocalizer localizer,
      MessagePublisher publisher,
      int maxClipBytes,
      Clock clock) {
    this.objects = objects;
    this.localizer = localizer;
    this.publisher = publisher;
    this.maxClipBytes = maxClipBytes;
    this.clock = clock;
  }

  @Override
  public void handle(ClipSampled clip) throws Exception {
    if (objects.find(clip.object()).isEmpty()) {
      // the video was deleted, or the clip has its outcome already and this is a repeat
      return;
    }
    Localization localization = look(clip);
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (EventLocalized event : localization.events()) {
      sent.add(publisher.publish(EventLocalized.TOPIC, event));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
    publish(
        new ClipAnalyzed(
            clip.videoId(),
            clip.clipId(),
            clip.window(),
            localization.outcome(),
            localization.reason(),
            localization.source(),
            localization.events().size(),
            localization.answer()));
  }

  @Override
  public void abandoned(ClipSampled clip, String cause) throws Exception {
    publish(
        new ClipAnalyzed(
            clip.videoId(), clip.clipId(), clip.window(), Outcome.FAILED, cause, null, 0, null));
  }

  private Localization look(ClipSampled clip) throws Exception {
    ClipReporter reporter = new ClipReporter(clip, localizer.profile().worker(), publisher, clock);
    try {
      return localizer.localize(
          clip, () -> Clip.open(objects, clip.object(), maxClipBytes), reporter);
    } finally {
      reporter.over();
    }
  }

  private void publish(ClipAnalyzed outcome) throws Exception {
    publisher.publish(ClipAnalyzed.TOPIC, outcome).get();
  }
}
