package io.cuepoint.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.clip.ClipManifest;
import io.cuepoint.clip.ClipWriter;
import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.Uncertainty;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.worker.localize.ClipLocalizer;
import io.cuepoint.worker.localize.Localization;
import io.cuepoint.worker.localize.LookProgress;
import io.cuepoint.worker.localize.NoModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipWorkTest {
  private static final UUID VIDEO = new UUID(1, 1);
  private static final UUID CLIP = new UUID(2, 2);
  private static final Source MODEL =
      new Source(Source.Kind.MODEL, "test-model", "1", "test-prompt");

  @TempDir Path root;
  private FileObjectStore objects;
  private final List<Object> sent = new ArrayList<>();
  private final MessagePublisher publisher =
      new MessagePublisher() {
        @Override
        public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
          sent.add(message);
          return CompletableFuture.completedFuture(null);
        }
      };

  @BeforeEach
  void storeAClip() throws IOException {
    objects = new FileObjectStore(root, 0);
    try (ClipWriter writer = new ClipWriter(objects.begin("clips/1"), 28, 28)) {
      writer.add(
          new ClipManifest.Frame(MediaTime.ZERO, MediaTime.ZERO, true, false),
          new byte[28 * 28 * 3]);
      writer.commit(VIDEO, CLIP, TimeSpan.ofSeconds(0, 60), 2);
    }
  }

  @Test
  void answersThatNothingLookedWhereNoModelIs() throws Exception {
    new ClipWork(
            objects,
            new NoModel("w", "no model configured", Instant.EPOCH),
            publisher,
            4096,
            Clock.systemUTC())
        .handle(clip());
    assertThat(sent)
        .containsExactly(
            new ClipAnalyzed(
                VIDEO,
                CLIP,
                TimeSpan.ofSeconds(0, 60),
                Outcome.NOT_ANALYSED,
                "no model configured",
                null,
                0,
                null));
  }

  @Test
  void publishesTheEventsBeforeTheOutcomeThatCountsThem() throws Exception {
    EventLocalized event = event();
    new ClipWork(objects, new Fixed(List.of(event)), publisher, 4096, Clock.systemUTC())
        .handle(clip());
    assertThat(sent)
        .containsExactly(
            event,
            new ClipAnalyzed(
                VIDEO, CLIP, TimeSpan.ofSeconds(0, 60), Outcome.ANALYSED, null, MODEL, 1, null));
  }

  @Test
  void saysNothingAboutAClipWhoseObjectIsGone() throws Exception {
    objects.delete("clips/1");
    new ClipWork(objects, new Fixed(List.of(event())), publisher, 4096, Clock.systemUTC())
        .handle(clip());
    assertThat(sent).isEmpty();
  }

  @Test
  void saysNothingWhenTheLocalizerFails() {
    ClipWork work = new ClipWork(objects, new Fixed(List.of()), publisher, 10, Clock.systemUTC());
    assertThatThrownBy(() -> work.handle(clip())).hasMessageContaining("more than 10 bytes");
    assertThat(sent).isEmpty();
  }

  @Test
  void reportsAnAbandonedClipAsFailedWithTheCause() throws Exception {
    new ClipWork(objects, new Fixed(List.of()), publisher, 4096, Clock.systemUTC())
        .abandoned(clip(), "out of memory");
    assertThat(sent)
        .containsExactly(
            new ClipAnalyzed(
                VIDEO,
                CLIP,
                TimeSpan.ofSeconds(0, 60),
                Outcome.FAILED,
                "out of memory",
                null,
                0,
                null));
  }

  private static ClipSampled clip() {
    return new ClipSampled(
        VIDEO, CLIP, 0, TimeSpan.ofSeconds(0, 60), 2, 1, 28, 28, "clips/1", 100, null);
  }

  private static EventLocalized event() {
    return new EventLocalized(
        new UUID(3, 3),
        VIDEO,
        CLIP,
        TimeSpan.ofSeconds(1, 2),
        "event",
        "something happens",
        List.of(),
        new Uncertainty(0.5, 0.5),
        null,
        MODEL,
        List.of(),
        null);
  }

  /** Reads the frames and reports what it is given. */
  private record Fixed(List<EventLocalized> events) implements ClipLocalizer {
    @Override
    public Localization localize(ClipSampled clip, Frames frames, LookProgress progress)
        throws IOException {
      assertThat(frames.read().manifest().clipId()).isEqualTo(clip.clipId());
      return new Localization(Outcome.ANALYSED, null, MODEL, events, null);
    }

    @Override
    public ModelProfile profile() {
      return new ModelProfile(
          "w", "test-model", "1", "none", "none", null, Instant.EPOCH, null, null, null);
    }
  }
}
