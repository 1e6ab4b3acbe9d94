package io.cuepoint.api.progress;

import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoStore;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What is being done with a video now. */
@RestController
final class ProgressController {
  private final VideoStore videos;
  private final ClipsUnderway underway;

  ProgressController(VideoStore videos, ClipsUnderway underway) {
    this.videos = videos;
    this.underway = underway;
  }

  @GetMapping("/v1/videos/{id}/progress")
  ProgressView read(@PathVariable String id, QueryParameters none) {
    Video video = videos.find(Ids.video(id)).orElseThrow(() -> Ids.videoNotFound(id));
    return ProgressView.of(video, underway.of(video.id()));
  }
}
