package io.cuepoint.api.video;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.Query;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoChange;
import io.cuepoint.index.store.VideoState;
import io.cuepoint.index.store.VideoStore;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Videos: list, read, change, delete. */
@RestController
final class VideoController {
  private final VideoStore videos;
  private final VideoObjects objects;

  VideoController(VideoStore videos, VideoObjects objects) {
    this.videos = videos;
    this.objects = objects;
  }

  @GetMapping("/v1/videos")
  Page<VideoView> list(@Query({"state", "tag", "limit", "cursor"}) QueryParameters query) {
    VideoState state =
        query.constant("state", ProblemCode.QUERY_INVALID_STATE, VideoState.values());
    Page<Video> page = videos.list(state, query.text("tag").orElse(null), query.page());
    return new Page<>(page.items().stream().map(VideoView::of).toList(), page.next());
  }

  @GetMapping("/v1/videos/{id}")
  VideoView read(@PathVariable String id, QueryParameters none) {
    UUID video = Ids.video(id);
    return VideoView.of(videos.find(video).orElseThrow(() -> Ids.videoNotFound(id)));
  }

  @PatchMapping(
      path = "/v1/videos/{id}",
      consumes = {"application/merge-patch+json", "application/json"})
  VideoView change(@PathVariable String id, @RequestBody JsonNode patch, QueryParameters none) {
    UUID video = Ids.video(id);
    VideoChange change = VideoPatch.parse(patch);
    return VideoView.of(videos.update(video, change).orElseThrow(() -> Ids.videoNotFound(id)));
  }

  @DeleteMapping("/v1/videos/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, QueryParameters none) {
    Video deleted = videos.delete(Ids.video(id)).orElseThrow(() -> Ids.videoNotFound(id));
    objects.remove(deleted);
  }
}
