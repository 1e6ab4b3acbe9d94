package io.cuepoint.index.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipAnswer;
import io.cuepoint.contract.ClipQuestion;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventIndexed.Change;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.WordsConfiguration;
import io.cuepoint.index.coverage.CoverageLedger;
import io.cuepoint.index.coverage.CoverageLedger.Look;
import io.cuepoint.index.store.AnalysisState;
import io.cuepoint.index.store.AnalysisStatus;
import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.EventChanges;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoState;
import io.cuepoint.index.store.VideoStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several analyses of one video. */
class AnalysesTest {
  private static final Source OTHER_PROMPT = new Source(Source.Kind.MODEL, "test-model", "1", "p2");

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
    return replayed != null ? List.of(replayed) : List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void whatANewRunNoLongerSeesIsWithdrawn() {
    UUID video = looked("a dog barks", "a cat sleeps");
    assertThat(events(video)).hasSize(2);
    Event dog = events(video).get(0);

    UUID later = request(video);
    EventLocalized again = report(video, later, 0, TestReports.MODEL, 10, 20, "a dog barks");
    index.apply(
        video,
        clip(video, later, 0),
        again,
        analysed(video, later, 0, TestReports.MODEL, List.of(again.reportId())));

    assertThat(events(video)).containsExactly(dog);
    assertThat(changes(video))
        .as("the same event of another run is as it was")
        .containsExactly(Change.ADDED, Change.ADDED, Change.WITHDRAWN);
    assertThat(status(video, later).supersedes()).containsExactly(Analysis.firstId(video));
    assertThat(status(video, Analysis.firstId(video)).supersededBy()).containsExactly(later);
    assertThat(status(video, later).events()).isEqualTo(1);
    assertThat(status(video, Analysis.firstId(video)).events()).isZero();
  }

  @Test
  void anotherPromptAnotherPlaceAndAFailureWithdrawNothing() {
    UUID video = looked("a dog barks", "a cat sleeps");
    UUID later = request(video);
    index.apply(
        video,
        clip(video, later, 0),
        analysed(video, later, 0, OTHER_PROMPT, List.of()),
        clip(video, later, 2),
        analysed(video, later, 2, TestReports.MODEL, List.of()));
    UUID failing = request(video);
    index.apply(video, clip(video, failing, 0), failed(video, failing, 0, "oh"));

    assertThat(events(video)).hasSize(2);
    assertThat(status(video, later).supersedes()).isEmpty();
    assertThat(status(video, failing).supersedes()).isEmpty();
    assertThat(status(video, failing))
        .returns(1, AnalysisStatus::clipsDone)
        .returns(1, AnalysisStatus::clipsFailed);
  }

  @Test
  void onlyTheReportsOfTheBestLookCount() {
    UUID video = index.register("v");
    EventLocalized first = TestReports.seen(video, 0, 1, 2, "a dog barks");
    EventLocalized second = TestReports.seen(video, 0, 5, 7, "a cat sleeps");
    index.apply(video, TestReports.clip(video, 0), first, second);
    assertThat(events(video)).as("as long as no look told which").hasSize(2);

    index.apply(
        video,
        new ClipAnalyzed(
            video,
            TestReports.clipId(video, 0),
            TestReports.window(0),
            Outcome.ANALYSED,
            null,
            TestReports.MODEL,
            1,
            answer(List.of(second.reportId()), null)));

    assertThat(events(video)).extracting(Event::description).containsExactly("a cat sleeps");
  }

  @Test
  void aVideoIsReadyWhateverLaterAnalysesDo() {
    UUID video = index.register("v");
    UUID later = request(video);
    index.apply(
        video,
        analysed(video, later, 0, OTHER_PROMPT, List.of(UUID.randomUUID())),
        TestReports.sampled(video, 60, 1, 0));
    assertThat(video(video).state())
        .as("the clip may be of any analysis")
        .isEqualTo(VideoState.ANALYSING);
    index.apply(
        video,
        clip(video, later, 0),
        report(video, later, 0, OTHER_PROMPT, 3, 4, "not embedded"),
        TestReports.clip(video, 0),
        TestReports.analysed(video, 0, 0));
    assertThat(video(video)).returns(VideoState.READY, Video::state).returns(1.0, Video::progress);
    assertThat(status(video, Analysis.firstId(video)).state()).isEqualTo(AnalysisState.DONE);
    assertThat(status(video, later).state()).isEqualTo(AnalysisState.SAMPLING);
  }

  @Test
  void anAnalysisIsDoneWhenAllIsInAndEmbedded() {
    UUID video = looked("a dog barks", "a cat sleeps");
    UUID later = request(video);
    EventLocalized report = report(video, later, 0, OTHER_PROMPT, 10, 20, "a dog barks");
    assertThat(status(video, later)).returns(AnalysisState.REQUESTED, AnalysisStatus::state);
    index.apply(video, clip(video, later, 0));
    assertThat(status(video, later))
        .returns(AnalysisState.SAMPLING, AnalysisStatus::state)
        .returns(0, AnalysisStatus::clips);
    index.apply(video, sampled(video, later, 1));
    assertThat(status(video, later))
        .returns(AnalysisState.ANALYSING, AnalysisStatus::state)
        .returns(0.5, AnalysisStatus::progress)
        .returns(1, AnalysisStatus::clips);
    index.apply(video, analysed(video, later, 0, OTHER_PROMPT, List.of(report.reportId())));
    assertThat(status(video, later)).returns(AnalysisState.ANALYSING, AnalysisStatus::state);
    index.apply(video, report);
    assertThat(status(video, later).state()).as("not embedded").isEqualTo(AnalysisState.ANALYSING);
    index.embed();
    assertThat(status(video, later))
        .returns(AnalysisState.DONE, AnalysisStatus::state)
        .returns(1.0, AnalysisStatus::progress)
        .returns(1, AnalysisStatus::events)
        .returns(List.of(OTHER_PROMPT), AnalysisStatus::sources);
  }

  @Test
  void anAnalysisThatCouldNotBeSampledSaysWhy() {
    UUID video = index.register("v");
    UUID later = request(video);
    Failure failure = new Failure("video.unreadable", "broken");
    index.apply(video, new AnalysisSampled(video, later, 0, List.of(), failure));
    assertThat(status(video, later))
        .returns(AnalysisState.FAILED, AnalysisStatus::state)
        .returns(failure, AnalysisStatus::failure);

    index.apply(video, sampled(video, later, 0));
    index.apply(video, new AnalysisSampled(video, later, 0, List.of(), failure));
    assertThat(status(video, later))
        .returns(AnalysisState.DONE, AnalysisStatus::state)
        .returns(null, AnalysisStatus::failure);
  }

  @Test
  void anEventKeepsWhatWasReadThere() {
    UUID video = index.register("v");
    EventLocalized plain = TestReports.seen(video, 0, 1, 2, "a sign");
    Map<String, Object> data = Map.of("text", "Exit", "size", 1.5e-7, "words", List.of(1, true));
    EventLocalized read =
        new EventLocalized(
            plain.reportId(),
            video,
            plain.clipId(),
            plain.span(),
            plain.label(),
            plain.description(),
            plain.evidence(),
            plain.uncertainty(),
            null,
            plain.source(),
            List.of(),
            data);
    index.apply(video, read);
    index.apply(video, read, TestReports.clip(video, 0));

    assertThat(events(video))
        .singleElement()
        .returns(data, Event::data)
        .returns(1, Event::revision);
  }

  @Test
  void theLedgerKeepsBothLooksAndSaysWhichSupersedesWhich() {
    UUID video = looked("a dog barks", "a cat sleeps");
    UUID first = Analysis.firstId(video);
    UUID later = request(video);
    index.apply(
        video,
        clip(video, later, 0),
        analysed(video, later, 0, TestReports.MODEL, List.of()),
        analysed(video, later, 0, OTHER_PROMPT, List.of()));

    assertThat(modelLooks(video))
        .extracting(Look::prompt, Look::analysis, Look::supersededBy)
        .containsExactly(
            tuple("p1", first, later), tuple("p1", later, null), tuple("p2", later, null));
  }

  @Test
  void theTextOfAnAnswerThatCouldNotBeReadIsKept() {
    UUID video = index.register("v");
    UUID first = Analysis.firstId(video);
    index.apply(
        video,
        TestReports.sampled(video, 60, 1, 0),
        clip(video, first, 0),
        failed(video, first, 0, "I see\0 nothing" + "!".repeat(3000)));

    assertThat(modelLooks(video))
        .singleElement()
        .returns("answer.unreadable: not JSON", Look::reason)
        .returns("I see\uFFFD nothing" + "!".repeat(1986), Look::answer);
    assertThat(
            index
                .store
                .get(JdbcTemplate.class)
                .queryForObject(
                    "select length(answer) from clip_look where video_id = ?",
                    Integer.class,
                    video))
        .isEqualTo(3014);
  }

  private static List<Look> modelLooks(UUID video) {
    return index
        .store
        .get(CoverageLedger.class)
        .of(video)
        .orElseThrow()
        .spans()
        .get(0)
        .looks()
        .stream()
        .filter(look -> look.kind() == Source.Kind.MODEL)
        .toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyOrderAndRepeatsGiveTheSameRows(long seed) {
    UUID video = index.register("v" + seed);
    UUID second = request(video);
    UUID third = request(video);
    List<Object> messages = messages(video, List.of(second, third), new Random(seed));
    index.apply(video, messages.toArray());
    index.embed();
    List<?> expected = rows(video);
    List<AnalysisStatus> analyses = analyses(video);
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
    assertThat(analyses(video)).isEqualTo(analyses);
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
      Source source = random.nextInt(4) == 0 ? OTHER_PROMPT : TestReports.MODEL;
      for (int clip = 0; clip < clips; clip++) {
        List<UUID> reports = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          double start = clip * 54 + random.nextInt(50);
          EventLocalized report =
              report(
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
        messages.add(clip(video, analysis, clip));
        messages.add(
            random.nextInt(6) == 0
                ? failed(video, analysis, clip, "not JSON")
                : analysed(video, analysis, clip, source, reports));
      }
      if (later.contains(analysis)) {
        messages.add(sampled(video, analysis, clips));
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

  /** A video whose first analysis saw a thing at 10 s and another one at 40 s. */
  private static UUID looked(String first, String second) {
    UUID video = index.register("v");
    UUID analysis = Analysis.firstId(video);
    EventLocalized one = report(video, analysis, 0, TestReports.MODEL, 10, 20, first);
    EventLocalized other = report(video, analysis, 0, TestReports.MODEL, 40, 44, second);
    index.apply(
        video,
        TestReports.sampled(video, 60, 1, 0),
        clip(video, analysis, 0),
        one,
        other,
        analysed(video, analysis, 0, TestReports.MODEL, List.of(one.reportId(), other.reportId())));
    index.embed();
    return video;
  }

  private static int asked;

  private static UUID request(UUID video) {
    Analysis analysis =
        new Analysis(
            UUID.randomUUID(),
            Task.DENSE,
            false,
            List.of(),
            null,
            Instant.now().plus(Duration.ofSeconds(++asked)));
    return index
        .store
        .get(AnalysisStore.class)
        .request(video, analysis)
        .orElseThrow()
        .analysis()
        .id();
  }

  private static UUID clipId(UUID analysis, int clip) {
    return StableId.of(analysis, "clip", clip);
  }

  private static ClipSampled clip(UUID video, UUID analysis, int clip) {
    return new ClipSampled(
        video,
        clipId(analysis, clip),
        clip,
        TestReports.window(clip),
        2,
        120,
        448,
        252,
        "videos/" + video + "/clips/" + analysis + "/" + clip,
        1000,
        new ClipQuestion(analysis, Task.DENSE, null));
  }

  private static EventLocalized report(
      UUID video, UUID analysis, int clip, Source source, double start, double end, String what) {
    EventLocalized report =
        TestReports.report(video, clipId(analysis, clip), source, "event", start, end, what);
    return new EventLocalized(
        StableId.of(report.reportId(), source.prompt() == null ? "" : source.prompt()),
        video,
        report.clipId(),
        report.span(),
        report.label(),
        what,
        report.evidence(),
        report.uncertainty(),
        null,
        source,
        List.of(),
        null);
  }

  private static ClipAnalyzed analysed(
      UUID video, UUID analysis, int clip, Source source, List<UUID> reports) {
    return new ClipAnalyzed(
        video,
        clipId(analysis, clip),
        TestReports.window(clip),
        Outcome.ANALYSED,
        null,
        source,
        reports.size(),
        answer(reports, null));
  }

  private static ClipAnalyzed failed(UUID video, UUID analysis, int clip, String text) {
    return new ClipAnalyzed(
        video,
        clipId(analysis, clip),
        TestReports.window(clip),
        Outcome.FAILED,
        "answer.unreadable: not JSON",
        TestReports.MODEL,
        0,
        answer(List.of(), text));
  }

  private static ClipAnswer answer(List<UUID> reports, @Nullable String text) {
    return new ClipAnswer(reports, text, false, 1, 100, 20);
  }

  private static AnalysisSampled sampled(UUID video, UUID analysis, int clips) {
    return new AnalysisSampled(
        video, analysis, clips, List.of(new SampledSpan(TimeSpan.ofSeconds(0, 60), 2, 120)), null);
  }

  private static Video video(UUID id) {
    return index.store.get(VideoStore.class).find(id).orElseThrow();
  }

  private static AnalysisStatus status(UUID video, UUID id) {
    return index.store.get(AnalysisStore.class).find(video, id).orElseThrow();
  }

  private static List<AnalysisStatus> analyses(UUID video) {
    return index.store.get(AnalysisStore.class).list(video, new PageRequest(200, null)).items();
  }

  private static List<Change> changes(UUID video) {
    return index.store.get(EventChanges.class).after(0, video, null, 100).stream()
        .map(EventIndexed::change)
        .toList();
  }

  private static List<Event> events(UUID video) {
    return index
        .store
        .get(EventStore.class)
        .list(new EventStore.Filter(video, null, null, null, null), new PageRequest(200, null))
        .items();
  }
}
