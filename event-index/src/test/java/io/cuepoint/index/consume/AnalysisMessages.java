package io.cuepoint.index.consume;

import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipAnswer;
import io.cuepoint.contract.ClipQuestion;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.TestReports;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ingest and worker tell of the analyses of a video. */
final class AnalysisMessages {
  static final Source OTHER_PROMPT = new Source(Source.Kind.MODEL, "test-model", "1", "p2");

  private AnalysisMessages() {}

  private static UUID clipId(UUID analysis, int clip) {
    return StableId.of(analysis, "clip", clip);
  }

  static ClipSampled clip(UUID video, UUID analysis, int clip) {
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

  static EventLocalized report(
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

  static ClipAnalyzed analysed(
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

  static ClipAnalyzed failed(UUID video, UUID analysis, int clip, String text) {
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

  static ClipAnswer answer(List<UUID> reports, @Nullable String text) {
    return new ClipAnswer(reports, text, false, 1, 100, 20);
  }

  static AnalysisSampled sampled(UUID video, UUID analysis, int clips) {
    return new AnalysisSampled(
        video, analysis, clips, List.of(new SampledSpan(TimeSpan.ofSeconds(0, 60), 2, 120)), null);
  }
}
