package io.cuepoint.index.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventIndexed.Change;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.WordsConfiguration;
import io.cuepoint.index.store.EventChanges;
import io.cuepoint.index.store.VideoState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The messages about a video, in any order and any number of times. */
class VideoOrderTest {
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
    assertThat(index.video(video).state()).isEqualTo(VideoState.READY);
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
      assertThat(index.video(video).progress())
          .isGreaterThanOrEqualTo(progress)
          .isLessThanOrEqualTo(1);
      progress = index.video(video).progress();
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
    index.events(video).forEach(event -> events.put(event.id(), event));
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
}
