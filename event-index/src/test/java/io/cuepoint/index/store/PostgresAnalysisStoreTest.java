package io.cuepoint.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.index.TestStore;
import io.cuepoint.index.TestVideos;
import io.cuepoint.queue.ContractJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class PostgresAnalysisStoreTest {
  private static final Instant THEN = Instant.parse("2030-01-01T10:00:00.123456Z");

  private static TestStore store;
  private static AnalysisStore analyses;

  @BeforeAll
  static void start() {
    store = new TestStore(Map.of());
    analyses = store.get(AnalysisStore.class);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void knowsTheQuestionsThatSomeoneWaitsFor() {
    NewVideo named = TestVideos.named("asked.mp4");
    UUID video = store.get(VideoStore.class).register(named).video().id();
    Task ground = Task.ground("a door opens");
    UUID asked = request(video, ground, true, null, THEN);
    request(video, ground, true, 4.0, THEN);
    request(video, ground, false, null, THEN);
    request(video, Task.DENSE, true, null, THEN);
    request(video, ground, true, null, THEN.minusSeconds(1));

    assertThat(analyses.questions(THEN))
        .filteredOn(question -> question.videoId().equals(video))
        .containsExactly(new AnalysisStore.Question(video, asked));
  }

  private static UUID request(
      UUID video, Task task, boolean interactive, @Nullable Double rate, Instant at) {
    UUID id = UUID.randomUUID();
    analyses.request(video, new Analysis(id, task, interactive, List.of(), rate, at));
    return id;
  }

  @Test
  void theFirstAnalysisIsThereWithTheVideo() {
    NewVideo named = TestVideos.named("a.mp4");
    Task task = Task.lookFor(List.of("a person enters"));
    store
        .get(VideoStore.class)
        .register(
            new NewVideo(
                named.id(), "a.mp4", named.object(), 1, named.sha256(), null, List.of(), task));

    AnalysisStatus first = analyses.find(named.id(), Analysis.firstId(named.id())).orElseThrow();

    assertThat(first.analysis().task()).isEqualTo(task);
    assertThat(first)
        .returns(AnalysisState.REQUESTED, AnalysisStatus::state)
        .returns(0.0, AnalysisStatus::progress)
        .returns(0, AnalysisStatus::clips);
    assertThat(messages(named.id(), VideoRegistered.TOPIC.name(), VideoRegistered.class))
        .extracting(VideoRegistered::analysis)
        .containsExactly(first.analysis());
  }

  @Test
  void askingWritesTheRowAndTheMessageOnce() {
    UUID video = register();
    Analysis asked =
        new Analysis(
            UUID.randomUUID(),
            Task.ground("a dog barks"),
            true,
            List.of(TimeSpan.ofSeconds(1, 2.5), TimeSpan.ofSeconds(10, 20)),
            4.0,
            THEN.plusNanos(789));

    AnalysisStatus status = analyses.request(video, asked).orElseThrow();

    assertThat(status.analysis())
        .isEqualTo(new Analysis(asked.id(), asked.task(), true, asked.spans(), 4.0, THEN));
    assertThat(analyses.request(video, asked)).contains(status);
    assertThat(messages(video, AnalysisRequested.TOPIC.name(), AnalysisRequested.class))
        .singleElement()
        .returns(video, AnalysisRequested::videoId)
        .returns("videos/" + video + "/source", AnalysisRequested::object)
        .returns(status.analysis(), AnalysisRequested::analysis);
  }

  @Test
  void keepsHowDenselyItIsToSample() {
    UUID video = register();
    SamplingWishes wishes = new SamplingWishes(1.0, null, 2.0, 4096, null);
    AnalysisStatus status = analyses.request(video, dense(THEN).sampled(wishes)).orElseThrow();

    assertThat(status.analysis().sampling()).isEqualTo(wishes);
    assertThat(messages(video, AnalysisRequested.TOPIC.name(), AnalysisRequested.class))
        .singleElement()
        .returns(status.analysis(), AnalysisRequested::analysis);
  }

  @Test
  void aVideoThatIsNotThereHasNone() {
    UUID video = UUID.randomUUID();
    assertThat(analyses.request(video, dense(THEN))).isEmpty();
    assertThat(analyses.list(video, new PageRequest(10, null)).items()).isEmpty();
    assertThat(messages(video, AnalysisRequested.TOPIC.name(), AnalysisRequested.class)).isEmpty();
  }

  @Test
  void refusesTextThatCannotBeStored() {
    UUID video = register();
    Analysis asked =
        new Analysis(UUID.randomUUID(), Task.ground("a\0b"), false, List.of(), null, THEN);
    assertThatThrownBy(() -> analyses.request(video, asked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("query");
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    UUID video = register();
    List<UUID> asked = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      // two of one moment are in the order of their ids
      Analysis analysis = dense(THEN.plusSeconds(i / 2));
      analyses.request(video, analysis);
      asked.add(analysis.id());
    }
    List<AnalysisStatus> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<AnalysisStatus> page = analyses.list(video, new PageRequest(2, cursor));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);

    assertThat(all).hasSize(6);
    assertThat(all)
        .extracting(status -> status.analysis().id())
        .containsAll(asked)
        .endsWith(Analysis.firstId(video));
    assertThat(all)
        .extracting(status -> status.analysis().requestedAt())
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void theyGoWithTheVideo() {
    UUID video = register();
    Analysis asked = dense(THEN);
    analyses.request(video, asked);
    store.get(VideoStore.class).delete(video);
    assertThat(analyses.find(video, asked.id())).isEmpty();
  }

  private static UUID register() {
    return store.get(VideoStore.class).register(TestVideos.named("v")).video().id();
  }

  private static Analysis dense(Instant requestedAt) {
    return new Analysis(UUID.randomUUID(), Task.DENSE, false, List.of(), null, requestedAt);
  }

  private static <T> List<T> messages(UUID video, String topic, Class<T> type) {
    return store
        .get(JdbcTemplate.class)
        .queryForList(
            "select payload from outbox where topic = ? and key = ? order by seq",
            String.class,
            topic,
            video.toString())
        .stream()
        .map(payload -> ContractJson.mapper().readValue(payload, type))
        .toList();
  }
}
