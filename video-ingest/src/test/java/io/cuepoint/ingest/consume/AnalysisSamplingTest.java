package io.cuepoint.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.clip.Clip;
import io.cuepoint.clip.ClipManifest;
import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Topic;
import io.cuepoint.ingest.clip.ClipLanes;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRulesSource;
import io.cuepoint.ingest.clip.TestRules;
import io.cuepoint.ingest.isolate.LocalReader;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.TestClip;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.queue.MessagePublisher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisSamplingTest {
  private static final UUID VIDEO = new UUID(7, 7);
  private static final String SOURCE = "videos/7/source";

  @TempDir Path folder;
  private ObjectStore objects;
  private final List<Object> sent = new ArrayList<>();
  private final List<Topic<?>> topics = new ArrayList<>();
  private int messagesLeft = Integer.MAX_VALUE;
  private ModelProfile model = TestRules.TINY;
  private ClipLanes lanes = TestRules.lanes();
  private final MessagePublisher publisher =
      new MessagePublisher() {
        @Override
        public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
          if (messagesLeft == 0) {
            return CompletableFuture.failedFuture(new IOException("gone"));
          }
          messagesLeft--;
          sent.add(message);
          topics.add(topic);
          return CompletableFuture.completedFuture(null);
        }
      };

  @BeforeEach
  void store() throws IOException {
    objects = new FileObjectStore(folder.resolve("objects"), 0);
    TestClip film = TestClip.of(160, 96, 10, 30).picture(Painter.moving(3));
    try (ObjectUpload upload = objects.begin(SOURCE)) {
      upload.write(ByteBuffer.wrap(Files.readAllBytes(film.write(folder.resolve("film.mp4")))));
      upload.commit();
    }
  }

  @Test
  void givesTheSameFramesForAStretchAsForTheWholeVideo() throws Exception {
    handle(TestRules.analysis(Task.DENSE, false, null));
    Map<MediaTime, byte[]> whole = frames();
    assertThat(whole).hasSize(60);
    handle(TestRules.analysis(Task.DENSE, false, null, TimeSpan.ofSeconds(9, 15)));
    assertThat(last().clips()).isEqualTo(1);
    Map<MediaTime, byte[]> part = frames();
    assertThat(part).hasSize(12);
    part.forEach((target, rgb) -> assertThat(rgb).as("%s", target).isEqualTo(whole.get(target)));
    assertThat(last().sampled())
        .singleElement()
        .satisfies(span -> assertThat(span.span()).isEqualTo(TimeSpan.ofSeconds(9, 15)));
  }

  @Test
  void tellsEveryClipWhatItIsFor() throws Exception {
    Analysis asked = TestRules.analysis(Task.ground("a dog"), true, null, TimeSpan.ofSeconds(2, 8));
    handle(asked);
    ClipSampled clip = clips().get(0);
    assertThat(clip.question().analysisId()).isEqualTo(asked.id());
    assertThat(clip.task()).isEqualTo(Task.ground("a dog"));
    assertThat(clip.question().profile()).isEqualTo("tiny@1");
    assertThat(topics).contains(ClipSampled.ASKED).doesNotContain(ClipSampled.TOPIC);
  }

  @ParameterizedTest(name = "killed at message {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void sendsAClipThroughTheLaneOfItsPlaceAlsoAfterABreak(int killedAt) throws Exception {
    lanes = new ClipLanes(List.of(Duration.ofSeconds(8), Duration.ofSeconds(20)));
    Analysis analysis = TestRules.analysis(Task.DENSE, false, null);
    messagesLeft = killedAt;
    assertThatThrownBy(() -> work().handle(request(analysis)))
        .isInstanceOf(IllegalStateException.class);
    messagesLeft = Integer.MAX_VALUE;
    work().handle(request(analysis));
    assertThat(topics)
        .containsExactly(
            ClipSampled.TOPIC,
            ClipSampled.LATER,
            ClipSampled.LATER,
            ClipSampled.REST,
            AnalysisSampled.TOPIC);
  }

  @Test
  void sendsAStretchFarBehindTheBeginningThroughTheFirstLane() throws Exception {
    lanes = new ClipLanes(List.of(Duration.ofSeconds(8)));
    handle(TestRules.analysis(Task.DENSE, false, null, TimeSpan.ofSeconds(18, 24)));
    assertThat(topics).containsExactly(ClipSampled.TOPIC, AnalysisSampled.TOPIC);
  }

  @Test
  void saysTheSameWhenItIsDoneAgain() throws Exception {
    Analysis analysis = TestRules.analysis(Task.DENSE, false, null);
    handle(analysis);
    List<Object> before = List.copyOf(sent);
    handle(analysis);
    assertThat(sent).isEqualTo(before);
  }

  @ParameterizedTest(name = "killed at message {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void goesOnBehindTheLastClipThatWasDone(int killedAt) throws Exception {
    Analysis analysis = TestRules.analysis(Task.DENSE, false, null);
    handle(analysis);
    List<Object> whole = List.copyOf(sent);
    assertThat(whole).hasSize(5);
    sent.clear();
    // a broker that is gone stands for a process that is
    messagesLeft = killedAt;
    assertThatThrownBy(() -> work().handle(request(analysis)))
        .isInstanceOf(IllegalStateException.class);
    List<Object> before = List.copyOf(sent);
    messagesLeft = Integer.MAX_VALUE;
    handle(analysis);
    assertThat(before).isEqualTo(whole.subList(0, killedAt));
    assertThat(sent).isEqualTo(whole.subList(killedAt, whole.size()));
    assertThat(objects.list("clips")).noneMatch(object -> object.key().endsWith(".progress"));
  }

  @Test
  void decodesNothingOfWhatWasDone() throws Exception {
    Analysis analysis = TestRules.analysis(Task.DENSE, false, null);
    handle(analysis);
    List<Object> whole = List.copyOf(sent);
    messagesLeft = 2;
    assertThatThrownBy(() -> work().handle(request(analysis)))
        .isInstanceOf(IllegalStateException.class);
    messagesLeft = Integer.MAX_VALUE;
    spoil(0.1, 0.45);
    handle(analysis);
    assertThat(sent).isEqualTo(whole.subList(2, whole.size()));
  }

  @Test
  void beginsAnewWhenTheClipsAreCutOtherwiseMeanwhile() throws Exception {
    Analysis analysis = TestRules.analysis(Task.DENSE, false, null);
    messagesLeft = 2;
    assertThatThrownBy(() -> work().handle(request(analysis)))
        .isInstanceOf(IllegalStateException.class);
    messagesLeft = Integer.MAX_VALUE;
    model = TestRules.profile(new ClipProfile(20, 4, List.of(2.0), 96, 6272, 6272), null);
    handle(analysis);
    assertThat(clips().get(0).window()).isEqualTo(TimeSpan.ofSeconds(0, 20));
  }

  /** Overwrites a part of the video, given by shares of its bytes, with zeros. */
  private void spoil(double from, double to) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("film.mp4"));
    Arrays.fill(bytes, (int) (bytes.length * from), (int) (bytes.length * to), (byte) 0);
    try (ObjectUpload upload = objects.begin(SOURCE)) {
      upload.write(ByteBuffer.wrap(bytes));
      upload.commit();
    }
  }

  @Test
  void addsSinglePicturesWhereTheTaskAsksThem() throws Exception {
    handle(TestRules.analysis(Task.boxes(List.of("dog")), false, null, TimeSpan.ofSeconds(0, 8)));
    Clip clip = read(clips().get(0));
    assertThat(clip.manifest().pictures())
        .hasSize(4)
        .allSatisfy(
            picture -> {
              assertThat(picture.displayedWidth()).isEqualTo(160);
              assertThat(picture.displayedHeight()).isEqualTo(96);
              assertThat(picture.width()).isEqualTo(168);
              assertThat(picture.height()).isEqualTo(84);
            });
    assertThat(clip.manifest().pictures())
        .extracting(ClipManifest.Picture::target)
        .containsExactly(
            MediaTime.ofSeconds(1),
            MediaTime.ofSeconds(3),
            MediaTime.ofSeconds(5),
            MediaTime.ofSeconds(7));
    assertThat(clip.picture(3)).hasSize(168 * 84 * 3);
  }

  @Test
  void failsWhatHoldsNoFrameOrCannotBeRead() throws Exception {
    handle(TestRules.analysis(Task.DENSE, false, null, TimeSpan.ofSeconds(90, 95)));
    assertThat(last().failure().code()).isEqualTo("analysis.no-frames");
    work().abandoned(request(TestRules.analysis(Task.DENSE, false, null)), "the decoder died");
    assertThat(last().failure().code()).isEqualTo("ingest.failed");
  }

  @Test
  void saysNothingOfAVideoThatIsGone() throws Exception {
    objects.delete(SOURCE);
    handle(TestRules.analysis(Task.DENSE, false, null));
    assertThat(sent).isEmpty();
  }

  private void handle(Analysis analysis) throws Exception {
    sent.clear();
    work().handle(request(analysis));
  }

  private SamplingWork<AnalysisRequested> work() {
    ClipRulesSource rules =
        new ClipRulesSource(TestRules.defaults(), TestRules.rates(), () -> Optional.of(model));
    ClipQuota quota = new ClipQuota(objects, Long.MAX_VALUE, Duration.ofMillis(5));
    AnalysisPass pass =
        new AnalysisPass(new LocalReader(), objects, publisher, rules, lanes, quota);
    return new SamplingWork<>(objects, pass, Duration.ofMillis(5));
  }

  private static AnalysisRequested request(Analysis analysis) {
    return new AnalysisRequested(VIDEO, SOURCE, "ab", analysis);
  }

  private List<ClipSampled> clips() {
    return sent.stream()
        .filter(ClipSampled.class::isInstance)
        .map(ClipSampled.class::cast)
        .toList();
  }

  private AnalysisSampled last() {
    return (AnalysisSampled) sent.get(sent.size() - 1);
  }

  private Map<MediaTime, byte[]> frames() throws IOException {
    Map<MediaTime, byte[]> frames = new HashMap<>();
    for (ClipSampled each : clips()) {
      Clip clip = read(each);
      for (int i = 0; i < clip.manifest().frames().size(); i++) {
        frames.put(clip.manifest().frames().get(i).target(), clip.rgb(i));
      }
    }
    return frames;
  }

  private Clip read(ClipSampled clip) throws IOException {
    return Clip.open(objects, clip.object(), 1 << 28);
  }
}
