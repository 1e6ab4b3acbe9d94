package io.cuepoint.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.clip.ClipManifest;
import io.cuepoint.clip.ClipWriter;
import io.cuepoint.contract.ClipProgress;
import io.cuepoint.contract.ClipQuestion;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Topic;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.worker.demo.DemoModel;
import io.cuepoint.worker.localize.ClipLocalizer;
import io.cuepoint.worker.localize.Localization;
import io.cuepoint.worker.localize.LookProgress;
import io.cuepoint.worker.localize.ModelLoader;
import io.cuepoint.worker.localize.ModelLocalizer;
import io.cuepoint.worker.localize.ModelProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/**
 * A worker that dies at any step of its look at a clip, and another that does it again: together
 * they say what one alone would have said.
 */
class KilledLookTest {
  private static final UUID VIDEO = new UUID(1, 1);
  private static final UUID CLIP = new UUID(2, 2);
  private static final int WIDTH = 112;
  private static final int HEIGHT = 56;
  private static final int FRAMES = 24;

  @TempDir static Path folder;
  private static FileObjectStore objects;
  private static ModelLocalizer localizer;
  private static final Steps STEPS = new Steps();

  @BeforeAll
  static void open() throws IOException {
    objects = new FileObjectStore(folder.resolve("objects"), 0);
    localizer =
        new ModelLoader(PROPERTIES, "w", folder, new SimpleMeterRegistry(), Clock.systemUTC())
            .load(DemoModel.unpack(folder), null);
    film();
  }

  @AfterAll
  static void close() {
    localizer.close();
  }

  @Test
  void asksTheModelItsOwnWishes() {
    assertThat(localizer.profile().clips().seconds()).isEqualTo(12);
    assertThat(localizer.profile().clips().overlapSeconds()).isEqualTo(4);
    assertThat(localizer.profile().clips().rates()).containsExactly(2.0);
    assertThat(localizer.profile().clips().maxPixels()).isEqualTo(WIDTH * HEIGHT);
    assertThat(localizer.profile().clips().tokens()).isEqualTo(96);
    assertThat(localizer.profile().computeRatio()).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void saysTheSameAfterADeathAtAnyStep(long seed) throws Exception {
    Messages undisturbed = new Messages();
    STEPS.dieAt(Integer.MAX_VALUE);
    look(undisturbed);
    int steps = STEPS.seen();
    assertThat(undisturbed.sent).hasSizeGreaterThan(1);

    Messages both = new Messages();
    STEPS.dieAt(1 + new Random(seed).nextInt(steps));
    try {
      look(both);
    } catch (Killed expected) {
      assertThat(both.sent.size()).isLessThan(undisturbed.sent.size());
    }
    STEPS.dieAt(Integer.MAX_VALUE);
    look(both);
    assertThat(both.sent).isEqualTo(undisturbed.sent);
  }

  private static void look(Messages messages) throws Exception {
    new ClipWork(objects, new Watched(localizer), messages, 1 << 20, Clock.systemUTC())
        .handle(clip());
  }

  private static ClipSampled clip() {
    return new ClipSampled(
        VIDEO,
        CLIP,
        0,
        TimeSpan.ofSeconds(0, FRAMES / 2.0),
        2,
        FRAMES,
        WIDTH,
        HEIGHT,
        "clips/1",
        1,
        new ClipQuestion(CLIP, Task.DENSE, null));
  }

  /** A red square that moves from left to right over a grey ground from 3 s to 8 s. */
  private static void film() throws IOException {
    try (ClipWriter writer = new ClipWriter(objects.begin("clips/1"), WIDTH, HEIGHT)) {
      for (int i = 0; i < FRAMES; i++) {
        MediaTime time = MediaTime.ofMicros(i * 500_000L);
        writer.add(new ClipManifest.Frame(time, time, i == 0, false), frame(i));
      }
      writer.commit(VIDEO, CLIP, clip().window(), 2);
    }
  }

  private static byte[] frame(int index) {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    int left = (index - 6) * 9;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean square =
            index >= 6 && index < 16 && x >= left && x < left + 14 && y >= 20 && y < 34;
        int at = 3 * (y * WIDTH + x);
        rgb[at] = (byte) (square ? 220 : 90);
        rgb[at + 1] = (byte) (square ? 30 : 90);
        rgb[at + 2] = (byte) (square ? 30 : 95);
      }
    }
    return rgb;
  }

  private static final ModelProperties PROPERTIES =
      new ModelProperties(
          null,
          null,
          true,
          256,
          64,
          1,
          "",
          DataSize.ofMegabytes(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(6),
          1,
          2048,
          "auto");

  /** What a process that dies leaves undone. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Counts the steps of vision, prefill, decoding and publishing, and dies at one of them. */
  private static final class Steps implements LookProgress {
    private int seen;
    private int last = Integer.MAX_VALUE;

    void dieAt(int step) {
      seen = 0;
      last = step;
    }

    int seen() {
      return seen;
    }

    void step() {
      if (++seen == last) {
        throw new Killed();
      }
    }

    @Override
    public void stage(ClipProgress.Stage stage) {
      step();
    }

    @Override
    public void text(String piece) {
      step();
    }
  }

  /** The model, with every step of its look counted. */
  private record Watched(ClipLocalizer model) implements ClipLocalizer {
    @Override
    public Localization localize(ClipSampled clip, Frames frames, LookProgress reports)
        throws Exception {
      return model.localize(clip, frames, STEPS);
    }

    @Override
    public ModelProfile profile() {
      return model.profile();
    }
  }

  private static final class Messages implements MessagePublisher {
    final Set<Object> sent = new LinkedHashSet<>();

    @Override
    public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
      STEPS.step();
      sent.add(message);
      return CompletableFuture.completedFuture(null);
    }
  }
}
