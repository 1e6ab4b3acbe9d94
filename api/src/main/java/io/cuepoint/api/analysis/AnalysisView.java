package io.cuepoint.api.analysis;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.Task;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.store.AnalysisState;
import io.cuepoint.index.store.AnalysisStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An analysis as callers see it.
 *
 * @param supersedes earlier analyses of the same model and prompt that it replaces where it looked
 * @param supersededBy later ones that replace it
 */
record AnalysisView(
    UUID id,
    UUID videoId,
    Task task,
    AnalysisState state,
    double progress,
    List<TimeSpan> spans,
    @Nullable Double framesPerSecond,
    @Nullable SamplingWishes sampling,
    boolean interactive,
    Instant requestedAt,
    Clips clips,
    int events,
    @Nullable Failure failure,
    List<Source> sources,
    List<UUID> supersedes,
    List<UUID> supersededBy,
    Links links) {

  /** How many clips it has (0 until that is known), and what became of them. */
  record Clips(int expected, int done, int failed) {}

  /** Paths of the analysis and what belongs to it. */
  record Links(String self, String video, String events) {}

  static AnalysisView of(AnalysisStatus status) {
    Analysis analysis = status.analysis();
    String video = "/v1/videos/" + status.videoId();
    return new AnalysisView(
        analysis.id(),
        status.videoId(),
        analysis.task(),
        status.state(),
        status.progress(),
        analysis.spans(),
        analysis.framesPerSecond(),
        analysis.sampling(),
        analysis.interactive(),
        analysis.requestedAt(),
        new Clips(status.clips(), status.clipsDone(), status.clipsFailed()),
        status.events(),
        status.failure(),
        status.sources(),
        status.supersedes(),
        status.supersededBy(),
        new Links(video + "/analyses/" + analysis.id(), video, video + "/events"));
  }
}
