package io.cuepoint.api.analysis;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.Query;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.contract.StableId;
import io.cuepoint.index.store.AnalysisStatus;
import io.cuepoint.index.store.AnalysisStore;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoState;
import io.cuepoint.index.store.VideoStore;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Further looks at videos that are there. */
@RestController
final class AnalysisController {
  private final VideoStore videos;
  private final AnalysisStore analyses;
  private final Clock clock;

  AnalysisController(VideoStore videos, AnalysisStore analyses, Clock clock) {
    this.videos = videos;
    this.analyses = analyses;
    this.clock = clock;
  }

  /** The same {@code Idempotency-Key} again asks for nothing more. */
  @PostMapping("/v1/videos/{id}/analyses")
  ResponseEntity<AnalysisView> request(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable JsonNode body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      QueryParameters none) {
    UUID video = Ids.video(id);
    UUID analysis = key == null ? UUID.randomUUID() : StableId.of(video, "analysis", "key", key);
    AnalysisStatus status = request(video, new AnalysisBody(body), analysis);
    AnalysisView view = AnalysisView.of(status);
    return ResponseEntity.accepted().location(URI.create(view.links().self())).body(view);
  }

  private AnalysisStatus request(UUID videoId, AnalysisBody body, UUID id) {
    Video video = videos.find(videoId).orElseThrow(() -> Ids.videoNotFound(videoId));
    if (video.state() == VideoState.FAILED) {
      throw new ProblemException(
          ProblemCode.VIDEO_FAILED, "video: failed (expected: one that could be read)");
    }
    return analyses
        .request(videoId, body.analysis(id, clock.instant()))
        .orElseThrow(() -> Ids.videoNotFound(videoId));
  }

  @GetMapping("/v1/videos/{id}/analyses")
  Page<AnalysisView> list(
      @PathVariable String id, @Query({"limit", "cursor"}) QueryParameters query) {
    UUID video = Ids.video(id);
    if (videos.find(video).isEmpty()) {
      throw Ids.videoNotFound(id);
    }
    Page<AnalysisStatus> page = analyses.list(video, query.page());
    return new Page<>(page.items().stream().map(AnalysisView::of).toList(), page.next());
  }

  @GetMapping("/v1/videos/{id}/analyses/{analysis}")
  AnalysisView read(@PathVariable String id, @PathVariable String analysis, QueryParameters none) {
    UUID video = Ids.video(id);
    return Ids.parse(analysis)
        .flatMap(each -> analyses.find(video, each))
        .map(AnalysisView::of)
        .orElseThrow(() -> Ids.analysisNotFound(analysis));
  }
}
