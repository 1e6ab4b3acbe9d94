package io.cuepoint.index.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.DetectorLook;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.coverage.CoverageLedger.Look;
import io.cuepoint.index.coverage.CoverageLedger.Span;
import io.cuepoint.index.coverage.Facts.ClipFacts;
import io.cuepoint.index.coverage.Facts.Later;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
  private static final UUID VIDEO = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final UUID FIRST = Analysis.firstId(VIDEO);
  private static final UUID SECOND = UUID.fromString("00000000-0000-0000-0000-000000000002");
  private static final UUID THIRD = UUID.fromString("00000000-0000-0000-0000-000000000003");
  private static final Look ANALYSED = model("p", Outcome.ANALYSED, null, FIRST);
  private static final Look NO_MODEL =
      Look.ofNobody(Source.Kind.MODEL, Outcome.NOT_ANALYSED, "no model configured", FIRST);
  private static final Look CUT_LOOK = Look.ofDetector(TestReports.CUT, Outcome.ANALYSED, null);

  @Test
  void aVideoOfUnknownLengthHasNoSpans() {
    assertThat(Ledger.of(facts(null, null, List.of(), List.of(), null)).spans()).isEmpty();
  }

  @Test
  void nothingIsKnownYet() {
    assertThat(spans(facts(10.0, null, List.of(), List.of(), null)))
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.sampledFps()).isZero();
              assertThat(span.looks())
                  .extracting(Look::outcome)
                  .containsExactly(Outcome.PENDING, Outcome.PENDING);
            });
  }

  @Test
  void aFinishedVideoIsOneSpan() {
    Facts facts =
        facts(
            100.0,
            List.of(new SampledSpan(TimeSpan.ofSeconds(0, 100), 2, 200)),
            List.of(cuts(0, 100)),
            List.of(clip(0, 60, ANALYSED), clip(54, 100, ANALYSED)),
            null);

    assertThat(spans(facts))
        .containsExactly(
            new Span(
                MediaTime.ZERO, MediaTime.ofSeconds(100.0), 2, 200, List.of(CUT_LOOK, ANALYSED)));
  }

  @Test
  void saysWhereNoFramesWereSampled() {
    Facts facts =
        facts(
            30.0,
            List.of(new SampledSpan(TimeSpan.ofSeconds(10, 20), 2, 20)),
            List.of(cuts(0, 30)),
            List.of(clip(10, 20, NO_MODEL)),
            null);

    List<Span> spans = spans(facts);
    assertThat(spans).extracting(Span::frames).containsExactly(0, 20, 0);
    assertThat(spans.get(0).looks())
        .contains(
            Look.ofNobody(
                Source.Kind.MODEL, Outcome.NOT_ANALYSED, "no frames were sampled", FIRST));
    assertThat(spans.get(1).looks()).contains(NO_MODEL);
  }

  @Test
  void aLaterModelsLookStandsForTheEarlierLackOfOne() {
    Facts facts =
        facts(
            60.0,
            List.of(new SampledSpan(TimeSpan.ofSeconds(0, 60), 2, 120)),
            List.of(cuts(0, 60)),
            List.of(clip(0, 60, NO_MODEL, ANALYSED)),
            null);
    assertThat(spans(facts).get(0).looks()).containsExactly(CUT_LOOK, ANALYSED);
  }

  @Test
  void aFailedVideoSaysWhy() {
    Facts facts =
        facts(
            60.0,
            null,
            List.of(),
            List.of(clip(0, 20, ANALYSED)),
            new Failure("video.unreadable", "broken"));
    List<Span> spans = spans(facts);

    assertThat(spans).hasSize(2);
    assertThat(spans.get(0).looks()).contains(ANALYSED);
    assertThat(spans.get(1).looks())
        .extracting(Look::reason)
        .containsOnly("video.unreadable: broken");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void coversTheVideoWithoutGapOrOverlapAndCountsEveryFrameOnce(long seed) {
    Random random = new Random(seed);
    double duration = 50 + random.nextInt(300) + random.nextInt(1000) / 1000.0;
    List<SampledSpan> sampled = new ArrayList<>();
    List<ClipFacts> clips = new ArrayList<>();
    int frames = 0;
    for (int at = random.nextInt(5); at < duration; at += 10 + random.nextInt(40)) {
      double end = Math.min(duration, at + 10);
      double rate = List.of(0.5, 1.0, 2.0, 4.0).get(random.nextInt(4));
      int count = (int) Math.ceil((end - at) * rate - 1e-9);
      sampled.add(new SampledSpan(TimeSpan.ofSeconds(at, end), rate, count));
      frames += count;
      clips.add(clip(at, end + random.nextInt(3), random.nextBoolean() ? ANALYSED : NO_MODEL));
    }
    List<Span> spans = spans(facts(duration, sampled, List.of(cuts(3, 40)), clips, null));

    assertThat(spans.get(0).start()).isEqualTo(MediaTime.ZERO);
    assertThat(spans.get(spans.size() - 1).end()).isEqualTo(MediaTime.ofSeconds(duration));
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i).start()).isEqualTo(spans.get(i - 1).end());
    }
    assertThat(spans).allMatch(span -> span.start().isBefore(span.end()));
    assertThat(spans.stream().mapToInt(Span::frames).sum()).isEqualTo(frames);
    assertThat(spans).allMatch(span -> !span.looks().isEmpty());
  }

  @Test
  void bothLooksStayAndTheEarlierSaysWhatSupersedesIt() {
    Look second = model("p", Outcome.ANALYSED, null, SECOND);
    Look third = model("p", Outcome.FAILED, "unreadable", THIRD);
    Facts facts =
        facts(
            60.0,
            List.of(new SampledSpan(TimeSpan.ofSeconds(0, 60), 2, 120)),
            List.of(cuts(0, 60)),
            List.of(
                clip(0, 60, ANALYSED), clip(SECOND, 20, 40, second), clip(THIRD, 20, 40, third)),
            List.of(new Later(SECOND, List.of()), new Later(THIRD, List.of())),
            null);

    assertThat(spans(facts))
        .extracting(Span::looks)
        .containsExactly(
            List.of(CUT_LOOK, ANALYSED),
            List.of(CUT_LOOK, ANALYSED.supersededBy(SECOND), second, third),
            List.of(CUT_LOOK, ANALYSED));
  }

  @Test
  void looksOfOtherPromptsSupersedeNothing() {
    Look other = model("other", Outcome.ANALYSED, null, SECOND);
    Facts facts =
        facts(
            60.0,
            List.of(new SampledSpan(TimeSpan.ofSeconds(0, 60), 2, 120)),
            List.of(cuts(0, 60)),
            List.of(clip(0, 60, ANALYSED), clip(SECOND, 0, 60, other)),
            List.of(new Later(SECOND, List.of())),
            null);

    assertThat(spans(facts))
        .extracting(Span::looks)
        .containsExactly(List.of(CUT_LOOK, other, ANALYSED));
  }

  @Test
  void theDensestSamplingCounts() {
    Facts facts =
        facts(
            60.0,
            List.of(new SampledSpan(TimeSpan.ofSeconds(0, 60), 2, 120)),
            List.of(),
            List.of(clip(0, 60, ANALYSED)),
            List.of(
                new Later(
                    SECOND,
                    List.of(
                        new SampledSpan(TimeSpan.ofSeconds(10, 20), 4, 40),
                        new SampledSpan(TimeSpan.ofSeconds(30, 40), 1, 10)))),
            null);

    assertThat(spans(facts)).extracting(Span::sampledFps).containsExactly(2.0, 4.0, 2.0);
    assertThat(spans(facts)).extracting(Span::frames).containsExactly(20, 40, 80);
  }

  @Test
  void aStretchThatOnlyALaterAnalysisSawSaysBoth() {
    Look second = model("p", Outcome.FAILED, "unreadable", SECOND);
    Facts facts =
        facts(
            20.0,
            List.of(),
            List.of(cuts(0, 20)),
            List.of(clip(SECOND, 0, 20, second)),
            List.of(new Later(SECOND, List.of())),
            null);

    assertThat(spans(facts).get(0).looks())
        .contains(second)
        .extracting(Look::reason)
        .contains("no frames were sampled");
  }

  private static Look model(
      String prompt, Outcome outcome, @Nullable String reason, UUID analysis) {
    return new Look(Source.Kind.MODEL, "m", "1", prompt, outcome, reason, analysis, null, null);
  }

  private static List<Span> spans(Facts facts) {
    return Ledger.of(facts).spans();
  }

  private static Facts facts(
      @Nullable Double duration,
      @Nullable List<SampledSpan> sampled,
      List<DetectorLook> looks,
      List<ClipFacts> clips,
      @Nullable Failure failure) {
    return facts(duration, sampled, looks, clips, List.of(), failure);
  }

  private static Facts facts(
      @Nullable Double duration,
      @Nullable List<SampledSpan> sampled,
      List<DetectorLook> looks,
      List<ClipFacts> clips,
      List<Later> later,
      @Nullable Failure failure) {
    return new Facts(
        VIDEO,
        duration == null ? null : MediaTime.ofSeconds(duration),
        sampled,
        looks,
        clips,
        later,
        failure);
  }

  private static DetectorLook cuts(double start, double end) {
    return new DetectorLook(
        TestReports.CUT, TimeSpan.ofSeconds(start, end), Outcome.ANALYSED, null);
  }

  private static ClipFacts clip(double start, double end, Look... looks) {
    return clip(FIRST, start, end, looks);
  }

  private static ClipFacts clip(UUID analysis, double start, double end, Look... looks) {
    return new ClipFacts(
        analysis, TimeSpan.ofSeconds(start, end), 2, (int) ((end - start) * 2), List.of(looks));
  }
}
