package io.cuepoint.api.ground;

import io.cuepoint.api.analysis.TaskText;
import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.Members;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.query.Text;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.queue.ModelProfiles;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** When does something happen in a video? */
@RestController
final class GroundController {
  private static final int WINDOWS = 3;
  private static final int MOST_WINDOWS = 8;

  private final VideoStore videos;
  private final ModelProfiles profiles;
  private final Grounder grounder;

  GroundController(VideoStore videos, ModelProfiles profiles, Grounder grounder) {
    this.videos = videos;
    this.profiles = profiles;
    this.grounder = grounder;
  }

  @PostMapping("/v1/videos/{id}/ground")
  ResponseEntity<Grounding> ask(
      @PathVariable String id, @RequestBody JsonNode body, QueryParameters none) {
    Video video = video(id);
    Members.check(body, List.of("query", "windows"), ProblemCode.ANALYSIS_INVALID);
    String query =
        String.valueOf(
            TaskText.of(
                    "ground",
                    List.of(),
                    body.path("query").asString(""),
                    null,
                    ProblemCode.ANALYSIS_INVALID)
                .query());
    int windows = windows(body.path("windows"));
    Optional<ModelProfile> model = ModelProfiles.latest(known());
    String reason = lacking(model, video);
    if (reason != null) {
      return ResponseEntity.ok(grounder.withoutModel(video, query, reason));
    }
    if (video.duration() == null) {
      throw new ProblemException(
          ProblemCode.VIDEO_NOT_READY, "video: its length is not known yet (expected: probed)");
    }
    Grounding grounding = grounder.ask(video, query, windows, model.orElseThrow());
    URI location = URI.create("/v1/videos/" + video.id() + "/ground/" + grounding.id());
    return ResponseEntity.accepted().location(location).body(grounding);
  }

  /** Also lets the model look closer at what it found, should nobody have done so yet. */
  @GetMapping("/v1/videos/{id}/ground/{grounding}")
  Grounding read(@PathVariable String id, @PathVariable String grounding, QueryParameters none) {
    Video video = video(id);
    return Ids.parse(grounding)
        .flatMap((UUID each) -> grounder.find(video, each, known()))
        .orElseThrow(() -> Ids.analysisNotFound(grounding));
  }

  private static @Nullable String lacking(Optional<ModelProfile> model, Video video) {
    if (model.isEmpty()) {
      return "no worker has told of a model";
    }
    ModelProfile profile = model.get();
    if (profile.clips() == null) {
      return String.valueOf(profile.reason());
    }
    return profile.mayLookAt(video.sha256())
        ? null
        : "no model configured: " + profile.model() + " looks at its own films only";
  }

  private Collection<ModelProfile> known() {
    try {
      return profiles.all();
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private Video video(String id) {
    return videos.find(Ids.video(id)).orElseThrow(() -> Ids.videoNotFound(id));
  }

  private static int windows(JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return WINDOWS;
    }
    if (!given.isIntegralNumber() || given.intValue() < 1 || given.intValue() > MOST_WINDOWS) {
      throw new ProblemException(
          ProblemCode.ANALYSIS_INVALID,
          "windows: %s (expected: 1 to %d)".formatted(Text.shown(given.toString()), MOST_WINDOWS));
    }
    return given.intValue();
  }
}
