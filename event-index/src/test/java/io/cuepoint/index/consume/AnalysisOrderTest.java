package io.cuepoint.index.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Source;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.store.AnalysisState;
import io.cuepoint.index.store.AnalysisStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The messages about several analyses, in any order and any number of times. */
class AnalysisOrderTest {
  private static AnalysisFixture fixture;
  private static IndexFixture index;

  @BeforeAll
  static void start() {
    fixture = new AnalysisFixture();
    index = fixture.index;
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  static List<Long> seeds() {
    Long replayed = Long.getLong("seed");
    return replayed != null ? List.of(replayed) : List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyOrderAndRepeatsGiveTheSameRows(long seed) {
    UUID video = index.register("v" + seed);
    UUID second = fixture.request(video);
    UUID third = fixture.request(video);
    List<Object> messages = messages(video, List.of(second, third), new Random(seed));
    index.apply(video, messages.toArray());
    index.embed();
    List<?> expected = rows(video);
    List<AnalysisStatus> analyses = fixture.analyses(video);
    assertThat(analyses).extracting(AnalysisStatus::state).containsOnly(AnalysisState.DONE);
    clear(video);

    Random random = new Random(-seed);
    List<Object> shuffled = new ArrayList<>(messages);
    shuffled.addAll(messages.subList(0, random.nextInt(messages.size())));
    Collections.shuffle(shuffled, random);
    for (int from = 0; from < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), from + 1 + random.nextInt(9));
      index.apply(video, shuffled.subList(from, to).toArray());
      from = to;
      if (random.nextInt(4) == 0) {
        index.embed();
      }
    }
    index.embed();

    assertThat(rows(video)).isEqualTo(expected);
    assertThat(fixture.analyses(video)).isEqualTo(analyses);
  }

  private static List<Object> messages(UUID video, List<UUID> later, Random random) {
    List<String> things = List.of("a dog barks", "a cat sleeps", "rain falls", "people cheer");
    List<Object> messages = new ArrayList<>();
    messages.add(TestReports.probed(video, 276));
    messages.add(TestReports.sampled(video, 276, 5, 0));
    List<UUID> all = new ArrayList<>(later);
    all.add(Analysis.firstId(video));
    for (UUID analysis : all) {
      int clips = analysis.equals(Analysis.firstId(video)) ? 5 : 1 + random.nextInt(5);
      Source source = random.nextInt(4) == 0 ? AnalysisMessages.OTHER_PROMPT : TestReports.MODEL;
      for (int clip = 0; clip < clips; clip++) {
        List<UUID> reports = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          double start = clip * 54 + random.nextInt(50);
          EventLocalized report =
              AnalysisMessages.report(
                  video,
                  analysis,
                  clip,
                  source,
                  start,
                  start + 1 + random.nextInt(10),
                  things.get(random.nextInt(things.size())));
          messages.add(report);
          if (random.nextInt(5) > 0) {
            reports.add(report.reportId());
          }
        }
        messages.add(AnalysisMessages.clip(video, analysis, clip));
        messages.add(
            random.nextInt(6) == 0
                ? AnalysisMessages.failed(video, analysis, clip, "not JSON")
                : AnalysisMessages.analysed(video, analysis, clip, source, reports));
      }
      if (later.contains(analysis)) {
        messages.add(AnalysisMessages.sampled(video, analysis, clips));
      }
    }
    return messages;
  }

  private static List<?> rows(UUID video) {
    JdbcTemplate jdbc = index.store.get(JdbcTemplate.class);
    List<Object> rows = new ArrayList<>();
    for (String query :
        List.of(
            "select state, progress from video where id = ?",
            "select id, analysis_id, start_us, end_us from clip where video_id = ? order by id",
            "select clip_id, source_prompt, outcome, reports::text, answer from clip_look"
                + " where video_id = ? order by 1, 2",
            "select id, start_us, end_us, description, evidence::text, embedded from event"
                + " where video_id = ? order by id",
            "select event_id, report_id from event_report where video_id = ? order by 1, 2",
            "select id, clips, sampled::text from analysis where video_id = ? order by 1")) {
      rows.add(jdbc.queryForList(query, video));
    }
    return rows;
  }

  private static void clear(UUID video) {
    JdbcTemplate jdbc = index.store.get(JdbcTemplate.class);
    for (String table : List.of("event", "report", "clip")) {
      jdbc.update("delete from " + table + " where video_id = ?", video);
    }
    jdbc.update("update analysis set clips = null, sampled = null where video_id = ?", video);
    jdbc.update(
        """
        update video set state = 'received', progress = 0, told_by = 0, duration_us = null,
          clips = null, detected = null, sampled = null, looks = null, probed = false
        where id = ?
        """,
        video);
  }
}
