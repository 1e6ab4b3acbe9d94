package io.cuepoint.ingest.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.clip.Clip;
import io.cuepoint.clip.ClipManifest;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class ClipCutterTest {
  private static final UUID VIDEO = new UUID(1, 1);

  @TempDir Path root;
  private ObjectStore objects;
  private final List<ClipSampled> clips = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    objects = new FileObjectStore(root, 0);
  }

  @ParameterizedTest
  @CsvSource({"0.5,1", "12,1", "20,1", "20.5,2", "37.5,2", "38,2", "38.5,3", "100,6"})
  void cutsUntilEveryFrameIsInAClip(double seconds, int expected) throws Exception {
    cut(0, seconds, properties());
    assertThat(clips).hasSize(expected);
    assertThat(clips.get(0).window().start()).isEqualTo(MediaTime.ZERO);
    assertThat(clips.get(expected - 1).window().end()).isEqualTo(MediaTime.ofSeconds(seconds));
    for (int i = 1; i < expected; i++) {
      long overlap = clips.get(i - 1).window().overlapMicros(clips.get(i).window());
      assertThat(overlap).as("clips %d and %d", i - 1, i).isEqualTo(2_000_000);
    }
  }

  @Test
  void putsEveryFrameIntoTheClipsWhoseWindowHoldsIt() throws Exception {
    cut(0, 50, properties());
    for (ClipSampled clip : clips) {
      ClipManifest manifest = read(clip).manifest();
      assertThat(manifest.frames()).hasSize(clip.frames());
      assertThat(manifest.frames())
          .allMatch(frame -> clip.window().contains(frame.target()))
          .hasSize((int) (clip.window().lengthMicros() / 500_000));
    }
    assertThat(read(clips.get(1)).rgb(0)).containsOnly(level(18));
  }

  @Test
  void beginsWithTheFirstFrameThereIs() throws Exception {
    try (ClipCutter cutter = cut(45, 50, properties())) {
      assertThat(cutter.frames()).isEqualTo(10);
    }
    assertThat(clips).singleElement().extracting(ClipSampled::index).isEqualTo(2);
  }

  @Test
  void givesTheSameClipsTheSameIdsAgain() throws Exception {
    cut(0, 50, properties());
    List<ClipSampled> before = List.copyOf(clips);
    clips.clear();
    cut(0, 50, properties());
    assertThat(clips).isEqualTo(before);
  }

  @Test
  void keepsTheBudgetOfTokens() throws Exception {
    try (ClipCutter cutter = cutter(properties())) {
      for (double t = 0; t < 20; t += 0.5) {
        cutter.add(frame(t, 640, 360));
      }
      cutter.finish(MediaTime.ofSeconds(20));
    }
    ClipSampled clip = clips.get(0);
    int tokens = clip.width() / 28 * (clip.height() / 28) * clip.frames() / 2;
    assertThat(tokens).isBetween(4096 * 3 / 4, 4096);
  }

  @Test
  void leavesNothingOfAClipThatWasNotFinished() throws Exception {
    try (ClipCutter cutter = cutter(properties())) {
      cutter.add(frame(0));
    }
    assertThat(objects.list("clips")).isEmpty();
    assertThat(root.resolve("staging")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void waitsWhileWaitingClipsFillTheQuota() throws Exception {
    cut(0, 20, properties());
    ClipQuota full = new ClipQuota(objects, 1, Duration.ofMillis(5));
    CountDownLatch begun = new CountDownLatch(1);
    Thread ingest =
        new Thread(
            () -> {
              try (ClipCutter cutter =
                  new ClipCutter(
                      new UUID(2, 2), TestRules.of(properties()), objects, full, clips::add)) {
                cutter.add(frame(0));
                begun.countDown();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    ingest.start();
    assertThat(begun.await(100, TimeUnit.MILLISECONDS)).isFalse();
    objects.delete(clips.get(0).object());
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    ingest.join();
  }

  @Test
  void refusesAnOverlapThatSplitsPairs() {
    assertThatThrownBy(() -> properties(Duration.ofSeconds(20), Duration.ofMillis(1500)))
        .hasMessageContaining("whole number of frame pairs");
  }

  @Test
  void refusesABudgetBelowTheSmallestFrames() {
    assertThatThrownBy(
            () ->
                new ClipProperties(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(6),
                    2,
                    4096,
                    4,
                    3136,
                    DataSize.ofGigabytes(1)))
        .hasMessageContaining("tokens: 4096 (expected: 8064 to 115200)");
  }

  private ClipCutter cut(double from, double until, ClipProperties properties) throws Exception {
    try (ClipCutter cutter = cutter(properties)) {
      for (double t = from; t < until; t += 0.5) {
        cutter.add(frame(t));
      }
      cutter.finish(MediaTime.ofSeconds(until));
      return cutter;
    }
  }

  private ClipCutter cutter(ClipProperties properties) {
    ClipQuota quota = new ClipQuota(objects, Long.MAX_VALUE, Duration.ofMillis(5));
    return new ClipCutter(VIDEO, TestRules.of(properties), objects, quota, clips::add);
  }

  private static ClipProperties properties() {
    return properties(Duration.ofSeconds(20), Duration.ofSeconds(2));
  }

  private static ClipProperties properties(Duration window, Duration overlap) {
    return new ClipProperties(window, overlap, 2, 4096, 4, 3136, DataSize.ofGigabytes(1));
  }

  /** A plain grey picture whose level tells its time. */
  private static SampledFrame frame(double seconds) {
    return frame(seconds, 64, 36);
  }

  private static SampledFrame frame(double seconds, int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, level(seconds));
    MediaTime time = MediaTime.ofSeconds(seconds);
    return new SampledFrame(time, time, false, false, RgbPicture.square(width, height, rgb));
  }

  private static byte level(double seconds) {
    return (byte) (seconds * 2);
  }

  private Clip read(ClipSampled clip) throws IOException {
    assertThat(clip.window()).isNotEqualTo(TimeSpan.ofMicros(0, 0));
    return Clip.open(objects, clip.object(), 1 << 28);
  }
}
