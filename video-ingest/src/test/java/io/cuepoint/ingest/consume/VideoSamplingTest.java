package io.cuepoint.ingest.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.DetectorLook;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoFailed;
import io.cuepoint.contract.VideoProbed;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.contract.VideoSampled;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRulesSource;
import io.cuepoint.ingest.clip.TestRules;
import io.cuepoint.ingest.isolate.LocalReader;
import io.cuepoint.ingest.rate.RateProperties;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.TestClip;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.queue.MessagePublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VideoSamplingTest {
  private static final UUID VIDEO = new UUID(7, 7);

  @TempDir Path folder;
  private FileObjectStore objects;
  private final List<Object> sent = new ArrayList<>();
  private Runnable onClip = () -> {};
  private final MessagePublisher publisher =
      new MessagePublisher() {
        @Override
        public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
          sent.add(message);
          if (message instanceof ClipSampled) {
            onClip.run();
          }
          return CompletableFuture.completedFuture(null);
        }
      };

  @BeforeEach
  void open() throws IOException {
    objects = new FileObjectStore(folder.resolve("objects"), 0);
  }

  @Test
  void turnsAVideoIntoClipsAndEventsAndCountsThem() throws Exception {
    store(Files.readAllBytes(twoShots().write(folder.resolve("shots.mp4"))));
    work().handle(video());

    assertThat(sent.get(0)).isInstanceOf(VideoProbed.class);
    VideoSampled sampled = (VideoSampled) sent.get(sent.size() - 1);
    assertThat(sampled.clips()).isEqualTo(1).isEqualTo(of(ClipSampled.class).size());
    assertThat(sampled.events()).isEqualTo(of(EventLocalized.class).size());
    assertThat(sampled.duration()).isEqualTo(MediaTime.ofSeconds(4));
    assertThat(sampled.sampled())
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.span()).isEqualTo(TimeSpan.ofSeconds(0, 4));
              assertThat(span.frames()).isEqualTo(8);
            });
    assertThat(of(EventLocalized.class))
        .filteredOn(event -> event.label().equals("cut"))
        .singleElement()
        .extracting(EventLocalized::span)
        .isEqualTo(TimeSpan.ofSeconds(1.9, 2));
    ClipSampled clip = of(ClipSampled.class).get(0);
    assertThat(objects.find(clip.object()).orElseThrow().bytes()).isEqualTo(clip.bytes());
  }

  @Test
  void looksCloselyOnlyWhereMuchHappens() throws Exception {
    TestClip stillThenMoving =
        TestClip.of(160, 96, 10, 48).picture(Painter.still(1).until(24, waves()));
    store(Files.readAllBytes(stillThenMoving.write(folder.resolve("film.mp4"))));
    work(Map.of("window", "20s", "overlap", "4s", "tokens", "4096")).handle(video());

    List<ClipSampled> clips = of(ClipSampled.class);
    assertThat(clips.get(0).framesPerSecond()).isEqualTo(0.5);
    assertThat(clips.get(clips.size() - 1).framesPerSecond()).isEqualTo(4);
    for (ClipSampled clip : clips) {
      double targets = clip.window().lengthMicros() / 1e6 * clip.framesPerSecond();
      assertThat(clip.frames()).isEqualTo((int) Math.ceil(targets));
      int tokens = clip.width() / 28 * (clip.height() / 28) * ((clip.frames() + 1) / 2);
      assertThat(tokens).isLessThanOrEqualTo(4096);
    }
    VideoSampled sampled = of(VideoSampled.class).get(0);
    assertThat(sampled.sampled().get(0).framesPerSecond()).isEqualTo(0.5);
    assertThat(sampled.sampled()).last().extracting(SampledSpan::framesPerSecond).isEqualTo(4.0);
    MediaTime covered = MediaTime.ZERO;
    for (SampledSpan span : sampled.sampled()) {
      assertThat(span.span().start()).isEqualTo(covered);
      covered = span.span().end();
    }
    assertThat(covered).isEqualTo(MediaTime.ofSeconds(48));
  }

  @Test
  void saysOfSilentVideosThatNothingListened() throws Exception {
    store(Files.readAllBytes(twoShots().write(folder.resolve("shots.mp4"))));
    work().handle(video());
    VideoSampled sampled = of(VideoSampled.class).get(0);
    assertThat(sampled.looks())
        .filteredOn(look -> look.source().name().equals("silence"))
        .singleElement()
        .satisfies(
            look -> {
              assertThat(look.outcome()).isEqualTo(Outcome.NOT_ANALYSED);
              assertThat(look.reason()).isEqualTo("no audio stream");
              assertThat(look.span()).isEqualTo(TimeSpan.ofSeconds(0, 4));
            });
    assertThat(sampled.looks()).extracting(DetectorLook::outcome).contains(Outcome.ANALYSED);
  }

  @Test
  void saysTheSameWhenItIsDoneAgain() throws Exception {
    store(Files.readAllBytes(twoShots().write(folder.resolve("shots.mp4"))));
    work().handle(video());
    List<Object> before = List.copyOf(sent);
    sent.clear();
    work().handle(video());
    assertThat(sent).isEqualTo(before);
  }

  @Test
  void failsAFileThatIsNoVideoWithACode() throws Exception {
    store("this is text, whatever its name says".getBytes(UTF_8));
    work().handle(video());
    assertThat(of(VideoFailed.class))
        .singleElement()
        .satisfies(failed -> assertThat(failed.failure().code()).isEqualTo("video.unreadable"));
    assertThat(of(VideoSampled.class)).isEmpty();
  }

  @Test
  void failsAPictureThatIsAllButALineWithACode() throws Exception {
    TestClip line = TestClip.of(4008, 16, 5, 1).codec("mjpeg");
    store(Files.readAllBytes(line.write(folder.resolve("line.avi"))));
    work().handle(video());
    assertThat(of(VideoFailed.class))
        .singleElement()
        .extracting(failed -> failed.failure().code())
        .isEqualTo("video.unsupported-shape");
  }

  @Test
  void leavesNothingOfAVideoThatIsDeletedMeanwhile() throws Exception {
    store(Files.readAllBytes(twoShots().write(folder.resolve("shots.mp4"))));
    onClip = () -> delete("videos/7/source");
    ClipQuota quota = new ClipQuota(objects, Long.MAX_VALUE, Duration.ofMillis(5));
    ClipProperties shortClips =
        bind("cuepoint.clip", ClipProperties.class, Map.of("window", "2s", "overlap", "1s"));
    VideoPass pass =
        new VideoPass(
            new LocalReader(),
            objects,
            publisher,
            rules(shortClips),
            TestRules.lanes(),
            signals(),
            quota);
    new SamplingWork<>(objects, pass, Duration.ofMillis(5)).handle(video());
    assertThat(of(ClipSampled.class)).hasSize(1);
    assertThat(of(VideoSampled.class)).isEmpty();
    assertThat(objects.list("clips")).isEmpty();
  }

  @Test
  void saysNothingAboutAVideoThatIsGone() throws Exception {
    work().handle(video());
    assertThat(sent).isEmpty();
  }

  @Test
  void reportsAnAbandonedVideoAsFailedWithTheCause() throws Exception {
    work().abandoned(video(), "the decoder died");
    assertThat(of(VideoFailed.class))
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.failure().code()).isEqualTo("ingest.failed");
              assertThat(failed.failure().detail()).isEqualTo("the decoder died");
            });
  }

  private SamplingWork<VideoRegistered> work() {
    return work(Map.of());
  }

  private SamplingWork<VideoRegistered> work(Map<String, String> clipProperties) {
    ClipQuota quota = new ClipQuota(objects, Long.MAX_VALUE, Duration.ofMillis(5));
    ClipProperties clips = bind("cuepoint.clip", ClipProperties.class, clipProperties);
    VideoPass pass =
        new VideoPass(
            new LocalReader(),
            objects,
            publisher,
            rules(clips),
            TestRules.lanes(),
            signals(),
            quota);
    return new SamplingWork<>(objects, pass, Duration.ofMillis(5));
  }

  private static ClipRulesSource rules(ClipProperties clips) {
    return new ClipRulesSource(
        clips, bind("cuepoint.rate", RateProperties.class, Map.of()), Optional::empty);
  }

  private static SignalsProperties signals() {
    return bind("cuepoint.signals", SignalsProperties.class, Map.of());
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(prefix + "." + name, value));
    return new Binder(source).bindOrCreate(prefix, type);
  }

  /** All of the picture moves. */
  private static Painter waves() {
    return (seconds, frame, luma, width, height) -> {
      for (int i = 0; i < luma.length; i++) {
        double phase = 3.0 * (i % width) / width + 0.7 * seconds + (i / (double) width) * 0.002;
        luma[i] = (byte) Math.round(128 + 100 * Math.sin(2 * Math.PI * phase));
      }
    };
  }

  /** Two shots of two seconds each, at 10 frames a second. */
  private static TestClip twoShots() {
    return TestClip.of(160, 96, 10, 4).picture(Painter.moving(1).until(2, Painter.moving(9)));
  }

  private <T> List<T> of(Class<T> type) {
    return sent.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private void store(byte[] bytes) throws IOException {
    try (ObjectUpload upload = objects.begin("videos/7/source")) {
      upload.write(ByteBuffer.wrap(bytes));
      upload.commit();
    }
  }

  private void delete(String key) {
    try {
      objects.delete(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static VideoRegistered video() {
    return new VideoRegistered(
        VIDEO, "shots.mp4", "videos/7/source", 1, "00".repeat(32), null, Instant.EPOCH, null);
  }
}
