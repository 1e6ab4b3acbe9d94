package io.cuepoint.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.Task;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.index.TestStore;
import io.cuepoint.index.TestVideos;
import io.cuepoint.index.store.VideoStore.Registration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class PostgresVideoStoreTest {
  private static TestStore store;
  private static VideoStore videos;
  private static JdbcTemplate jdbc;

  @BeforeAll
  static void start() {
    store = new TestStore(Map.of());
    videos = store.get(VideoStore.class);
    jdbc = store.get(JdbcTemplate.class);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @BeforeEach
  void empty() {
    jdbc.execute("truncate video cascade");
    jdbc.execute("truncate outbox");
  }

  @Test
  void writesTheRowAndTheMessageTogether() {
    NewVideo video = TestVideos.named("a.mp4", "one", "two");

    Registration registration = videos.register(video);

    assertThat(registration.created()).isTrue();
    assertThat(registration.video().state()).isEqualTo(VideoState.RECEIVED);
    assertThat(registration.video().tags()).containsExactly("one", "two");
    assertThat(videos.find(video.id())).contains(registration.video());
    assertThat(jdbc.queryForList("select topic || ' ' || key from outbox", String.class))
        .containsExactly(VideoRegistered.TOPIC.name() + " " + video.id());
  }

  @Test
  void recognisesTheSameBytes() {
    NewVideo first = TestVideos.named("a.mp4");
    NewVideo again =
        new NewVideo(
            UUID.randomUUID(),
            "b.mp4",
            "videos/x",
            1000,
            first.sha256(),
            null,
            List.of("t"),
            Task.DENSE);
    Video there = videos.register(first).video();

    assertThat(videos.register(again)).isEqualTo(new Registration(there, false));
    assertThat(jdbc.queryForObject("select count(*) from outbox", Integer.class)).isEqualTo(1);
  }

  @Test
  void oneOfManyAtOnceWins() throws Exception {
    NewVideo model = TestVideos.named("a.mp4");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Registration>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        NewVideo video =
            new NewVideo(
                UUID.randomUUID(), "v" + i, "o", 1, model.sha256(), null, List.of(), Task.DENSE);
        all.add(threads.submit(() -> videos.register(video)));
      }
      int created = 0;
      for (Future<Registration> one : all) {
        created += one.get().created() ? 1 : 0;
      }
      assertThat(created).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(jdbc.queryForObject("select count(*) from outbox", Integer.class)).isEqualTo(1);
  }

  @Test
  void listsNewestFirstWhileVideosAreAdded() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, videos.register(TestVideos.named("v" + i)).video().id());
    }
    Page<Video> first = videos.list(null, null, new PageRequest(2, null));
    videos.register(TestVideos.named("later"));
    Page<Video> second = videos.list(null, null, new PageRequest(2, first.next()));
    Page<Video> third = videos.list(null, null, new PageRequest(2, second.next()));

    List<UUID> seen = new ArrayList<>();
    List.of(first, second, third).forEach(p -> p.items().forEach(v -> seen.add(v.id())));
    assertThat(seen).isEqualTo(ids);
    assertThat(third.next()).isNull();
  }

  @Test
  void filtersByStateAndTag() {
    UUID tagged = videos.register(TestVideos.named("a", "x", "y")).video().id();
    videos.register(TestVideos.named("b", "z"));

    assertThat(videos.list(VideoState.RECEIVED, "y", new PageRequest(10, null)).items())
        .extracting(Video::id)
        .containsExactly(tagged);
    assertThat(videos.list(VideoState.READY, null, new PageRequest(10, null)).items()).isEmpty();
  }

  @Test
  void refusesCursorsThatAreNotOurs() {
    for (int i = 0; i < 3; i++) {
      videos.register(TestVideos.named("v" + i));
    }
    String ours = videos.list(null, null, new PageRequest(1, null)).next();

    for (String cursor :
        List.of("", "x", "bnVsbA", "W10", "WzEsImEiLDEsMl0", ours + "x", ours.substring(4))) {
      assertThatThrownBy(() -> videos.list(null, null, new PageRequest(1, cursor)))
          .as(cursor)
          .isInstanceOf(InvalidCursorException.class);
    }
    assertThatThrownBy(() -> videos.list(null, "tag", new PageRequest(1, ours)))
        .as("another question's")
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void changesOnlyWhatIsSaid() {
    UUID id = videos.register(TestVideos.named("a", "x")).video().id();
    Instant at = Instant.parse("2024-05-01T10:00:00Z");

    assertThat(videos.update(id, new VideoChange("b", false, null, null)).orElseThrow())
        .returns("b", Video::name)
        .returns(List.of("x"), Video::tags);
    assertThat(videos.update(id, new VideoChange(null, true, at, List.of("y"))).orElseThrow())
        .returns("b", Video::name)
        .returns(at, Video::recordedAt)
        .returns(List.of("y"), Video::tags);
    assertThat(videos.update(id, new VideoChange(null, true, null, null)).orElseThrow())
        .returns(null, Video::recordedAt);
    assertThat(videos.update(UUID.randomUUID(), new VideoChange("b", false, null, null))).isEmpty();
  }

  @Test
  void deletesOnce() {
    Video video = videos.register(TestVideos.named("a")).video();

    assertThat(videos.delete(video.id())).contains(video);
    assertThat(videos.delete(video.id())).isEmpty();
    assertThat(videos.find(video.id())).isEmpty();
    assertThat(videos.register(TestVideos.named("a")).created()).isTrue();
  }

  @Test
  void refusesTextThatPostgresCannotHold() {
    assertThatThrownBy(() -> videos.list(null, "a\0b", new PageRequest(1, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tag");
  }
}
