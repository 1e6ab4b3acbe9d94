package io.cuepoint.index.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed.Change;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.coverage.CoverageLedger;
import io.cuepoint.index.coverage.CoverageLedger.Look;
import io.cuepoint.index.store.AnalysisState;
import io.cuepoint.index.store.AnalysisStatus;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoState;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several analyses of one video. */
class AnalysesTest {
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

  @Test
  void whatANewRunNoLongerSeesIsWithdrawn() {
    UUID video = fixture.looked("a dog barks", "a cat sleeps");
    assertThat(index.events(video)).hasSize(2);
    Event dog = index.events(video).get(0);

    UUID later = fixture.request(video);
    EventLocalized again =
        AnalysisMessages.report(video, later, 0, TestReports.MODEL, 10, 20, "a dog barks");
    index.apply(
        video,
        AnalysisMessages.clip(video, later, 0),
        again,
        AnalysisMessages.analysed(video, later, 0, TestReports.MODEL, List.of(again.reportId())));

    assertThat(index.events(video)).containsExactly(dog);
    assertThat(fixture.changes(video))
        .as("the same event of another run is as it was")
        .containsExactly(Change.ADDED, Change.ADDED, Change.WITHDRAWN);
    assertThat(fixture.status(video, later).supersedes()).containsExactly(Analysis.firstId(video));
    assertThat(fixture.status(video, Analysis.firstId(video)).supersededBy())
        .containsExactly(later);
    assertThat(fixture.status(video, later).events()).isEqualTo(1);
    assertThat(fixture.status(video, Analysis.firstId(video)).events()).isZero();
  }

  @Test
  void anotherPromptAnotherPlaceAndAFailureWithdrawNothing() {
    UUID video = fixture.looked("a dog barks", "a cat sleeps");
    UUID later = fixture.request(video);
    index.apply(
        video,
        AnalysisMessages.clip(video, later, 0),
        AnalysisMessages.analysed(video, later, 0, AnalysisMessages.OTHER_PROMPT, List.of()),
        AnalysisMessages.clip(video, later, 2),
        AnalysisMessages.analysed(video, later, 2, TestReports.MODEL, List.of()));
    UUID failing = fixture.request(video);
    index.apply(
        video,
        AnalysisMessages.clip(video, failing, 0),
        AnalysisMessages.failed(video, failing, 0, "oh"));

    assertThat(index.events(video)).hasSize(2);
    assertThat(fixture.status(video, later).supersedes()).isEmpty();
    assertThat(fixture.status(video, failing).supersedes()).isEmpty();
    assertThat(fixture.status(video, failing))
        .returns(1, AnalysisStatus::clipsDone)
        .returns(1, AnalysisStatus::clipsFailed);
  }

  @Test
  void onlyTheReportsOfTheBestLookCount() {
    UUID video = index.register("v");
    EventLocalized first = TestReports.seen(video, 0, 1, 2, "a dog barks");
    EventLocalized second = TestReports.seen(video, 0, 5, 7, "a cat sleeps");
    index.apply(video, TestReports.clip(video, 0), first, second);
    assertThat(index.events(video)).as("as long as no look told which").hasSize(2);

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
            AnalysisMessages.answer(List.of(second.reportId()), null)));

    assertThat(index.events(video)).extracting(Event::description).containsExactly("a cat sleeps");
  }

  @Test
  void aVideoIsReadyWhateverLaterAnalysesDo() {
    UUID video = index.register("v");
    UUID later = fixture.request(video);
    index.apply(
        video,
        AnalysisMessages.analysed(
            video, later, 0, AnalysisMessages.OTHER_PROMPT, List.of(UUID.randomUUID())),
        TestReports.sampled(video, 60, 1, 0));
    assertThat(index.video(video).state())
        .as("the clip may be of any analysis")
        .isEqualTo(VideoState.ANALYSING);
    index.apply(
        video,
        AnalysisMessages.clip(video, later, 0),
        AnalysisMessages.report(
            video, later, 0, AnalysisMessages.OTHER_PROMPT, 3, 4, "not embedded"),
        TestReports.clip(video, 0),
        TestReports.analysed(video, 0, 0));
    assertThat(index.video(video))
        .returns(VideoState.READY, Video::state)
        .returns(1.0, Video::progress);
    assertThat(fixture.status(video, Analysis.firstId(video)).state())
        .isEqualTo(AnalysisState.DONE);
    assertThat(fixture.status(video, later).state()).isEqualTo(AnalysisState.SAMPLING);
  }

  @Test
  void anAnalysisIsDoneWhenAllIsInAndEmbedded() {
    UUID video = fixture.looked("a dog barks", "a cat sleeps");
    UUID later = fixture.request(video);
    EventLocalized report =
        AnalysisMessages.report(
            video, later, 0, AnalysisMessages.OTHER_PROMPT, 10, 20, "a dog barks");
    assertThat(fixture.status(video, later))
        .returns(AnalysisState.REQUESTED, AnalysisStatus::state);
    index.apply(video, AnalysisMessages.clip(video, later, 0));
    assertThat(fixture.status(video, later))
        .returns(AnalysisState.SAMPLING, AnalysisStatus::state)
        .returns(0, AnalysisStatus::clips);
    index.apply(video, AnalysisMessages.sampled(video, later, 1));
    assertThat(fixture.status(video, later))
        .returns(AnalysisState.ANALYSING, AnalysisStatus::state)
        .returns(0.5, AnalysisStatus::progress)
        .returns(1, AnalysisStatus::clips);
    index.apply(
        video,
        AnalysisMessages.analysed(
            video, later, 0, AnalysisMessages.OTHER_PROMPT, List.of(report.reportId())));
    assertThat(fixture.status(video, later))
        .returns(AnalysisState.ANALYSING, AnalysisStatus::state);
    index.apply(video, report);
    assertThat(fixture.status(video, later).state())
        .as("not embedded")
        .isEqualTo(AnalysisState.ANALYSING);
    index.embed();
    assertThat(fixture.status(video, later))
        .returns(AnalysisState.DONE, AnalysisStatus::state)
        .returns(1.0, AnalysisStatus::progress)
        .returns(1, AnalysisStatus::events)
        .returns(List.of(AnalysisMessages.OTHER_PROMPT), AnalysisStatus::sources);
  }

  @Test
  void anAnalysisThatCouldNotBeSampledSaysWhy() {
    UUID video = index.register("v");
    UUID later = fixture.request(video);
    Failure failure = new Failure("video.unreadable", "broken");
    index.apply(video, new AnalysisSampled(video, later, 0, List.of(), failure));
    assertThat(fixture.status(video, later))
        .returns(AnalysisState.FAILED, AnalysisStatus::state)
        .returns(failure, AnalysisStatus::failure);

    index.apply(video, AnalysisMessages.sampled(video, later, 0));
    index.apply(video, new AnalysisSampled(video, later, 0, List.of(), failure));
    assertThat(fixture.status(video, later))
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

    assertThat(index.events(video))
        .singleElement()
        .returns(data, Event::data)
        .returns(1, Event::revision);
  }

  @Test
  void theLedgerKeepsBothLooksAndSaysWhichSupersedesWhich() {
    UUID video = fixture.looked("a dog barks", "a cat sleeps");
    UUID first = Analysis.firstId(video);
    UUID later = fixture.request(video);
    index.apply(
        video,
        AnalysisMessages.clip(video, later, 0),
        AnalysisMessages.analysed(video, later, 0, TestReports.MODEL, List.of()),
        AnalysisMessages.analysed(video, later, 0, AnalysisMessages.OTHER_PROMPT, List.of()));

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
        AnalysisMessages.clip(video, first, 0),
        AnalysisMessages.failed(video, first, 0, "I see\0 nothing" + "!".repeat(3000)));

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
}
