package io.cuepoint.api.analysis;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.StreamInfo;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.queue.ModelProfiles;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What an analysis would cost. */
@RestController
final class PlanController {
  private final VideoStore videos;
  private final ModelProfiles profiles;
  private final Planner planner;
  private final Activities activities;
  private final Clock clock;

  PlanController(
      VideoStore videos,
      ModelProfiles profiles,
      Planner planner,
      Activities activities,
      Clock clock) {
    this.videos = videos;
    this.profiles = profiles;
    this.planner = planner;
    this.activities = activities;
    this.clock = clock;
  }

  @PostMapping("/v1/videos/{id}/plan")
  PlanView plan(
      @PathVariable String id,
      @RequestBody(required = false) @Nullable JsonNode body,
      QueryParameters none) {
    Video video = videos.find(Ids.video(id)).orElseThrow(() -> Ids.videoNotFound(id));
    Analysis analysis = new AnalysisBody(body).analysis(UUID.randomUUID(), clock.instant());
    MediaTime duration = video.duration();
    StreamInfo picture =
        video.streams().stream()
            .filter(each -> each.selected() && each.kind().equals("video"))
            .findFirst()
            .orElse(null);
    if (duration == null
        || picture == null
        || picture.width() == null
        || picture.height() == null) {
      throw new ProblemException(
          ProblemCode.VIDEO_NOT_READY,
          "video: no length or picture is known of it (expected: probed, with a picture)");
    }
    return planner.plan(
        analysis,
        video.sha256(),
        picture.width(),
        picture.height(),
        duration,
        latest(),
        () -> activities.of(video.object(), duration));
  }

  private Optional<ModelProfile> latest() {
    try {
      return ModelProfiles.latest(profiles.all());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
