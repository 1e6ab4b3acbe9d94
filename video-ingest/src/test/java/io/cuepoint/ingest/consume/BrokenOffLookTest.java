package io.cuepoint.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.clip.Clip;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.contract.VideoSampled;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRulesSource;
import io.cuepoint.ingest.clip.TestRules;
import io.cuepoint.ingest.rate.RateProperties;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.object.StoredObject;
import io.cuepoint.queue.MessagePublisher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** First looks that are broken off, once or again and again, and gone on with. */
class BrokenOffLookTest {
  private static final UUID VIDEO = new UUID(7, 7);
  private static final String SOURCE = "videos/7/source";
  private static final int RATE = 10;
  private static final int SECONDS = 60;

  @TempDir Path folder;
  private FileObjectStore objects;
  private final List<Object> sent = new ArrayList<>();
  private final BreakingReader media = new BreakingReader();
  private String silenceLevel = "-50";
  private final MessagePublisher publisher =
      new MessagePublisher() {
        @Override
        public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
          sent.add(message);
          return CompletableFuture.completedFuture(null);
        }
      };

  @ParameterizedTest(name = "seed {0}: {1} with {3} between frames in {2}, dynamic rate {4}")
  @CsvSource({
    "1, libopenh264, mp4, 0, false",
    "2, libopenh264, mp4, 0, true",
    "3, mpeg4, mkv, 2, true",
    "4, mpeg2video, ts, 2, false",
    "5, libvpx-vp9, mkv, 0, true",
    "6, mjpeg, mov, 0, false"
  })
  void giveTheSameAsOneThatWasNot(
      long seed, String codec, String container, int between, boolean dynamic) throws Exception {
    TestClip film = film().codec(codec).betweenFrames(between);
    Path file = film.write(folder.resolve("film." + container));
    open("whole", file);
    work(dynamic).handle(video());
    assertThat(media.decoded()).isEqualTo(SECONDS * RATE);
    List<Object> whole = List.copyOf(sent);
    Map<String, String> clips = clips();
    assertThat(of(ClipSampled.class)).hasSizeGreaterThanOrEqualTo(6);
    assertThat(of(EventLocalized.class)).hasSizeGreaterThanOrEqualTo(8);

    sent.clear();
    open("broken", file);
    Random random = new Random(seed);
    for (int i = 1; i <= 4; i++) {
      // ever further, so that each look comes to a new clip
      double time = 10 * i + 1 + 7 * random.nextDouble();
      media.breakAt(MediaTime.ofSeconds(time), random.nextInt(40));
      assertThatThrownBy(() -> work(dynamic).handle(video()))
          .isInstanceOf(BreakingReader.Broken.class);
    }
    int done = of(ClipSampled.class).size();
    double next = of(ClipSampled.class).get(done - 1).window().end().toDouble() - 2;
    media.goOn();
    work(dynamic).handle(video());

    // two key frames, a second apart, lie before the first frame that is wanted
    assertThat(media.decoded()).isLessThanOrEqualTo(Math.round((SECONDS - next + 3) * RATE));
    assertThat(new LinkedHashSet<>(sent)).isEqualTo(new LinkedHashSet<>(whole));
    assertThat(of(VideoSampled.class)).isEqualTo(List.of(whole.get(whole.size() - 1)));
    assertThat(clips()).isEqualTo(clips);
    assertThat(media.scans()).isEqualTo(dynamic ? 2 : 0);
  }

  @Test
  void beginsAnewWhereTheDetectorsAreSetOtherwiseMeanwhile() throws Exception {
    breakOffAt(0.6);
    silenceLevel = "-40";
    work(false).handle(video());
    assertThat(media.decoded()).isEqualTo(SECONDS * RATE);
  }

  @Test
  void beginsAnewWhereWhatWasKeptIsNotLegible() throws Exception {
    breakOffAt(0.6);
    store(
        progress(), "{\"basis\": \"nonsense\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    work(false).handle(video());
    assertThat(media.decoded()).isEqualTo(SECONDS * RATE);
    assertThat(of(VideoSampled.class)).hasSize(1);
  }

  @Test
  void beginsAnewWhereThePicturesDoNotComeAgainAsTheyWere() throws Exception {
    breakOffAt(0.6);
    int clips = of(ClipSampled.class).size();
    Path other = film().picture(Painter.moving(5)).write(folder.resolve("other.mp4"));
    store(SOURCE, Files.readAllBytes(other));
    sent.clear();
    work(false).handle(video());
    assertThat(of(ClipSampled.class)).hasSizeGreaterThan(clips);
    assertThat(media.decoded()).isEqualTo(SECONDS * RATE);
    List<Object> anew =
        List.copyOf(sent.subList(0, 1 + sent.indexOf(of(VideoSampled.class).get(0))));
    sent.clear();
    open("other", other);
    work(false).handle(video());
    assertThat(anew).isEqualTo(sent);
  }

  @Test
  void decodesNothingOfThePast() throws Exception {
    Path file = film().write(folder.resolve("film.mp4"));
    open("whole", file);
    work(false).handle(video());
    List<Object> whole = List.copyOf(sent);
    sent.clear();
    breakOffAt(0.8);
    byte[] bytes = Files.readAllBytes(file);
    // pictures of the past, and some of its sound, are gone: whoever decoded them would tell
    Arrays.fill(bytes, bytes.length / 4, bytes.length / 2, (byte) 0);
    store(SOURCE, bytes);
    work(false).handle(video());
    assertThat(pictures(sent)).isEqualTo(pictures(whole));
  }

  private static List<Object> pictures(List<Object> messages) {
    return messages.stream()
        .filter(
            each ->
                each instanceof ClipSampled
                    || (each instanceof EventLocalized event
                        && !List.of("silence", "loud").contains(event.label())))
        .distinct()
        .toList();
  }

  private void breakOffAt(double share) throws Exception {
    Path file = film().write(folder.resolve("film.mp4"));
    open("broken", file);
    media.breakAt(MediaTime.ofSeconds(share * SECONDS), 5);
    assertThatThrownBy(() -> work(false).handle(video())).isInstanceOf(BreakingReader.Broken.class);
    assertThat(of(ClipSampled.class)).isNotEmpty();
    assertThat(objects.find(progress())).isPresent();
    media.goOn();
  }

  /** Several shots with events of all kinds, and sound. */
  private static TestClip film() {
    return TestClip.of(160, 96, RATE, SECONDS)
        .picture(
            Painter.moving(1)
                .until(7, Painter.still(2))
                .until(13, Painter.moving(3))
                .until(21, Painter.level(s -> 0))
                .until(24, Painter.moving(4))
                .until(33, Painter.still(5))
                .until(38, Painter.moving(6))
                .until(46, Painter.moving(7))
                .until(52, Painter.still(8)))
        .sound(
            Sound.tone(440, 0.05)
                .until(9, Sound.silence())
                .until(14, Sound.tone(300, 0.04))
                .until(30, Sound.tone(300, 0.7))
                .until(33, Sound.tone(300, 0.04))
                .until(48, Sound.silence())
                .until(55, Sound.tone(300, 0.04)));
  }

  private void open(String name, Path file) throws IOException {
    objects = new FileObjectStore(folder.resolve(name), 0);
    store(SOURCE, Files.readAllBytes(file));
  }

  private void store(String key, byte[] bytes) throws IOException {
    try (ObjectUpload upload = objects.begin(key)) {
      upload.write(ByteBuffer.wrap(bytes));
      upload.commit();
    }
  }

  private String progress() {
    return "clips/%s/%s.progress".formatted(VIDEO, video().firstAnalysis().id());
  }

  /** What is in each clip; its file also says when it was written. */
  private Map<String, String> clips() throws IOException {
    Map<String, String> clips = new TreeMap<>();
    for (StoredObject object : objects.list("clips")) {
      Clip clip = Clip.open(objects, object.key(), 1 << 28);
      int pixels = 0;
      for (int i = 0; i < clip.manifest().frames().size(); i++) {
        pixels = 31 * pixels + Arrays.hashCode(clip.rgb(i));
      }
      clips.put(object.key(), clip.manifest() + " " + pixels);
    }
    return clips;
  }

  private SamplingWork<VideoRegistered> work(boolean dynamic) {
    ClipProperties clips =
        bind(
            "cuepoint.clip",
            ClipProperties.class,
            Map.of("window", "10s", "overlap", "2s", "tokens", "1400"));
    RateProperties rates =
        bind("cuepoint.rate", RateProperties.class, Map.of("dynamic", Boolean.toString(dynamic)));
    SignalsProperties signals =
        bind("cuepoint.signals", SignalsProperties.class, Map.of("silence.level", silenceLevel));
    VideoPass pass =
        new VideoPass(
            media,
            objects,
            publisher,
            new ClipRulesSource(clips, rates, Optional::empty),
            TestRules.lanes(),
            signals,
            new ClipQuota(objects, Long.MAX_VALUE, Duration.ofMillis(5)));
    return new SamplingWork<>(objects, pass, Duration.ofMillis(5));
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> values) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    values.forEach((name, value) -> source.put(prefix + "." + name, value));
    return new Binder(source).bindOrCreate(prefix, type);
  }

  private <T> List<T> of(Class<T> type) {
    return sent.stream().filter(type::isInstance).map(type::cast).distinct().toList();
  }

  private static VideoRegistered video() {
    return new VideoRegistered(
        VIDEO, "film.mp4", SOURCE, 1, "00".repeat(32), null, Instant.EPOCH, null);
  }
}
