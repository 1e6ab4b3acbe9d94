package io.cuepoint.index.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventIndexed.Change;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.VideoFailed;
import io.cuepoint.contract.VideoProbed;
import io.cuepoint.contract.Warning;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.WordsConfiguration;
import io.cuepoint.index.store.EventChanges;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoChange;
import io.cuepoint.index.store.VideoState;
import io.cuepoint.index.store.VideoStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

class VideoIndexerTest {
  private static IndexFixture index;

  @BeforeAll
  static void start() {
    index = new IndexFixture(Map.of(), WordsConfiguration.class);
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  static List<Long> seeds() {
    Long replayed = Long.getLong("seed");
    return replayed != null ? List.of(replayed) : List.of(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyOrderAndRepeatsGiveTheSameRows(long seed) {
    UUID video = index.register("v" + seed);
    List<Object> messages = messages(video, new Random(99));
    index.apply(video, messages.toArray());
    index.embed();
    Map<String, Object> expected = rows(video);
    assertThat(video(video).state()).isEqualTo(VideoState.READY);
    clear(video);

    Random random = new Random(seed);
    List<Object> shuffled = new ArrayList<>(messages);
    shuffled.addAll(messages.subList(0, random.nextInt(messages.size())));
    Collections.shuffle(shuffled, random);
    double progress = 0;
    for (int from = 0; from < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), from + 1 + random.nextInt(9));
      index.apply(video, shuffled.subList(from, to).toArray());
      from = to;
      if (random.nextBoolean()) {
        index.embed();
      }
      assertThat(video(video).progress()).isGreaterThanOrEqualTo(progress).isLessThanOrEqualTo(1);
      progress = video(video).progress();
    }
    index.embed();

    assertThat(rows(video)).isEqualTo(expected);
    assertThat(replayed(video)).isEqualTo(live(video));
  }

  /** What a subscriber holds who applied every change, and saw only growing revisions. */
  private static Map<UUID, Event> replayed(UUID video) {
    Map<UUID, Event> held = new HashMap<>();
    Map<UUID, Integer> revisions = new HashMap<>();
    for (EventIndexed change : index.store.get(EventChanges.class).after(0, video, null, 10_000)) {
      Event event = change.event();
      if (change.change() == Change.WITHDRAWN) {
        held.remove(event.id());
        continue;
      }
      assertThat(event.revision()).isGreaterThan(revisions.getOrDefault(event.id(), 0));
      revisions.put(event.id(), event.revision());
      held.put(event.id(), event);
    }
    return held;
  }

  private static Map<UUID, Event> live(UUID video) {
    Map<UUID, Event> events = new HashMap<>();
    events(video).forEach(event -> events.put(event.id(), event));
    return events;
  }

  private static List<Object> messages(UUID video, Random random) {
    List<Object> messages = new ArrayList<>();
    messages.add(TestReports.probed(video, 276));
    int clips = 5;
    for (int clip = 0; clip < clips; clip++) {
      messages.add(TestReports.clip(video, clip));
      int seen = 1 + random.nextInt(4);
      for (int i = 0; i < seen; i++) {
        double start = clip * 54 + 15 * i + random.nextInt(3);
        messages.add(
            TestReports.seen(video, clip, start, start + 5 + random.nextInt(10), "seen " + i));
      }
      messages.add(TestReports.analysed(video, clip, seen));
    }
    for (int cut = 0; cut < 20; cut++) {
      messages.add(TestReports.cut(video, cut * 13 + 0.5));
    }
    messages.add(TestReports.sampled(video, 276, clips, 20));
    return messages;
  }

  private static Map<String, Object> rows(UUID video) {
    JdbcTemplate jdbc = index.store.get(JdbcTemplate.class);
    Map<String, Object> rows = new HashMap<>();
    for (Map.Entry<String, String> query :
        Map.of(
                "video",
                "select state, progress, duration_us, warnings::text, clips, detected"
                    + " from video where id = ?",
                "clip",
                "select id, start_us, end_us, fps, frames, object, analysis_id from clip where video_id = ?"
                    + " order by id",
                "look",
                "select clip_id, outcome, reason, events from clip_look where video_id = ?"
                    + " order by clip_id",
                "report",
                "select id, message::text from report where video_id = ? order by id",
                "event",
                "select id, start_us, end_us, label, description, evidence::text, embedded"
                    + " from event where video_id = ? order by id")
            .entrySet()) {
      rows.put(query.getKey(), jdbc.queryForList(query.getValue(), video));
    }
    return rows;
  }

  /** As if nothing but the registration had come. */
  private static void clear(UUID video) {
    JdbcTemplate jdbc = index.store.get(JdbcTemplate.class);
    jdbc.update("delete from event where video_id = ?", video);
    jdbc.update("delete from report where video_id = ?", video);
    jdbc.update("delete from clip where video_id = ?", video);
    jdbc.update("delete from outbox where video_id = ?", video);
    jdbc.update(
        """
        update video set state = 'received', progress = 0, told_by = 0, duration_us = null,
          clips = null, detected = null, sampled = null, looks = null, probed = false
        where id = ?
        """,
        video);
  }

  @Test
  void isReadyOnlyWhenAllIsInAndEmbedded() {
    UUID video = index.register("v");
    assertThat(video(video).state()).isEqualTo(VideoState.RECEIVED);
    index.apply(video, TestReports.analysed(video, 0, 1));
    assertThat(video(video).state()).isEqualTo(VideoState.SAMPLING);
    index.apply(video, TestReports.clip(video, 0));
    index.apply(video, TestReports.sampled(video, 60, 1, 1));
    assertThat(video(video).state()).as("both reports are missing").isEqualTo(VideoState.ANALYSING);
    index.apply(video, TestReports.cut(video, 5));
    assertThat(video(video).state()).as("the model's is").isEqualTo(VideoState.ANALYSING);
    index.apply(video, TestReports.seen(video, 0, 3, 4, "a cat"));
    assertThat(video(video).state()).as("nothing is embedded").isEqualTo(VideoState.ANALYSING);
    index.embed();
    assertThat(video(video)).returns(VideoState.READY, Video::state).returns(1.0, Video::progress);
  }

  @Test
  void aVideoWithoutClipsAndEventsIsReadyAtOnce() {
    UUID video = index.register("v");
    index.apply(video, TestReports.sampled(video, 3, 0, 0));
    assertThat(video(video).state()).isEqualTo(VideoState.READY);
  }

  @Test
  void aFailedVideoSaysWhyAndKeepsWhatWasFound() {
    UUID video = index.register("v");
    Warning warning = new Warning("video.truncated", "ends early", null, null);
    index.apply(video, TestReports.cut(video, 1));
    index.apply(
        video,
        new VideoFailed(
            video, new Failure("video.unreadable", "not a container"), List.of(warning)));
    index.apply(video, TestReports.probed(video, 60));

    assertThat(video(video))
        .returns(VideoState.FAILED, Video::state)
        .returns(new Failure("video.unreadable", "not a container"), Video::failure)
        .returns(List.of(warning), Video::warnings);
    assertThat(events(video)).hasSize(1);
  }

  @Test
  void aVideoThatWasReadToItsEndDidNotFail() {
    UUID video = index.register("v");
    index.apply(
        video, new VideoFailed(video, new Failure("video.abandoned", "too often"), List.of()));
    index.apply(video, TestReports.sampled(video, 60, 0, 0));

    assertThat(video(video)).returns(VideoState.READY, Video::state).returns(null, Video::failure);
  }

  @Test
  void theBestOutcomeOfAClipStays() {
    UUID video = index.register("v");
    ClipAnalyzed failed =
        new ClipAnalyzed(
            video,
            TestReports.clipId(video, 0),
            TestReports.window(0),
            Outcome.FAILED,
            "died",
            TestReports.MODEL,
            0,
            null);
    index.apply(video, failed);
    index.apply(video, TestReports.analysed(video, 0, 0));
    index.apply(video, failed);

    assertThat(
            index
                .store
                .get(JdbcTemplate.class)
                .queryForObject(
                    "select outcome from clip_look where video_id = ?", String.class, video))
        .isEqualTo("analysed");
  }

  @Test
  void aClipsObjectMayGoOnceItsOutcomeIsIn() {
    UUID video = index.register("v");
    String object = TestReports.clip(video, 0).object();
    assertThat(index.apply(video, TestReports.clip(video, 0))).isEmpty();
    assertThat(index.apply(video, TestReports.noModel(video, 0))).containsExactly(object);
    assertThat(index.apply(video, TestReports.noModel(video, 0)))
        .as("again, for a process that was killed before it removed it")
        .containsExactly(object);

    UUID later = index.register("w");
    assertThat(index.apply(later, TestReports.noModel(later, 0))).isEmpty();
    assertThat(index.apply(later, TestReports.clip(later, 0)))
        .containsExactly(TestReports.clip(later, 0).object());
  }

  @Test
  void aDeletedVideoTakesNothingAndItsEventsAreWithdrawn() {
    UUID video = index.register("v");
    index.apply(video, TestReports.cut(video, 1), TestReports.cut(video, 2));
    index.store.get(VideoStore.class).delete(video);

    assertThat(index.apply(video, TestReports.cut(video, 3), TestReports.clip(video, 1)))
        .containsExactly(TestReports.clip(video, 1).object());
    assertThat(index.store.get(EventChanges.class).after(0, video, null, 100))
        .extracting(EventIndexed::change)
        .containsExactly(Change.ADDED, Change.ADDED, Change.WITHDRAWN, Change.WITHDRAWN);
    assertThat(events(video)).isEmpty();
  }

  @Test
  void theWallClockFollowsThePersonThenTheContainer() {
    UUID video = index.register("v");
    Instant container = Instant.parse("2020-01-01T00:00:00Z");
    Instant person = Instant.parse("2021-06-01T12:00:00Z");
    index.apply(video, TestReports.cut(video, 10));
    assertThat(events(video).get(0).wallStart()).isNull();

    index.apply(video, new VideoProbed(video, null, List.of(), List.of(), container));
    assertThat(events(video).get(0))
        .returns(container.plusSeconds(10), Event::wallStart)
        .returns(2, Event::revision);

    index.store.get(VideoStore.class).update(video, new VideoChange(null, true, person, null));
    index.apply(video, new VideoProbed(video, null, List.of(), List.of(), container));
    assertThat(events(video).get(0))
        .returns(person.plusSeconds(10), Event::wallStart)
        .returns(3, Event::revision);
    assertThat(index.store.get(EventChanges.class).after(0, video, "cut", 10))
        .extracting(EventIndexed::change)
        .containsExactly(Change.ADDED, Change.UPDATED, Change.UPDATED);
  }

  private static Video video(UUID id) {
    return index.store.get(VideoStore.class).find(id).orElseThrow();
  }

  private static List<Event> events(UUID video) {
    return index
        .store
        .get(EventStore.class)
        .list(new EventStore.Filter(video, null, null, null, null), new PageRequest(200, null))
        .items();
  }
}
