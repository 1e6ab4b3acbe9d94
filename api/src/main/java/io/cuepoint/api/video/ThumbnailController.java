package io.cuepoint.api.video;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.Query;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoStore;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The frame on screen at a time, as a JPEG. */
@RestController
final class ThumbnailController {
  private static final int DEFAULT_WIDTH = 320;
  private static final int MIN_WIDTH = 16;
  private static final int MAX_WIDTH = 1920;
  private static final CacheControl CACHE = CacheControl.maxAge(Duration.ofDays(1)).cachePrivate();

  private final VideoStore videos;
  private final Thumbnails thumbnails;
  private final Scheduler blocking;

  ThumbnailController(VideoStore videos, Thumbnails thumbnails, Scheduler blocking) {
    this.videos = videos;
    this.thumbnails = thumbnails;
    this.blocking = blocking;
  }

  @GetMapping(path = "/v1/videos/{id}/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
  Mono<ResponseEntity<byte[]>> thumbnail(
      @PathVariable String id,
      @Query({"t", "width"}) QueryParameters query,
      ServerWebExchange exchange) {
    MediaTime time = query.seconds("t", ProblemCode.THUMBNAIL_INVALID_TIME).orElse(MediaTime.ZERO);
    int width =
        query
            .number("width", ProblemCode.THUMBNAIL_INVALID_WIDTH, MIN_WIDTH, MAX_WIDTH)
            .orElse(DEFAULT_WIDTH);
    UUID wanted = Ids.video(id);
    return Mono.fromCallable(() -> videos.find(wanted))
        .subscribeOn(blocking)
        .map(found -> found.orElseThrow(() -> Ids.videoNotFound(id)))
        .flatMap(video -> answer(video, checked(time, video), width, exchange));
  }

  private Mono<ResponseEntity<byte[]>> answer(
      Video video, MediaTime time, int width, ServerWebExchange exchange) {
    String etag = '"' + Thumbnails.key(video, time, width) + '"';
    exchange.getResponse().getHeaders().setCacheControl(CACHE);
    if (exchange.checkNotModified(etag)) {
      return Mono.empty();
    }
    return thumbnails
        .jpeg(video, time, width)
        .map(
            picture ->
                ResponseEntity.ok()
                    .contentType(MediaType.IMAGE_JPEG)
                    .eTag(etag)
                    .cacheControl(CACHE)
                    .body(picture));
  }

  private static MediaTime checked(MediaTime time, Video video) {
    MediaTime duration = video.duration();
    if (time.isBefore(MediaTime.ZERO) || (duration != null && duration.isBefore(time))) {
      throw new ProblemException(
          ProblemCode.THUMBNAIL_INVALID_TIME,
          "t: %s (expected: 0 to %s)"
              .formatted(time, duration == null ? "the video's end" : duration));
    }
    return time;
  }
}
