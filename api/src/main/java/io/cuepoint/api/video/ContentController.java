package io.cuepoint.api.video;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.Ids;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.query.Text;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The bytes of a video, whole or in part. They never change, so that their hash is their ETag. */
@RestController
final class ContentController {
  private static final CacheControl CACHE = CacheControl.maxAge(Duration.ofHours(1)).cachePrivate();

  private final VideoStore videos;
  private final ObjectStore objects;
  private final Scheduler blocking;

  ContentController(VideoStore videos, ObjectStore objects, Scheduler blocking) {
    this.videos = videos;
    this.objects = objects;
    this.blocking = blocking;
  }

  @GetMapping("/v1/videos/{id}/content")
  Mono<Void> content(@PathVariable String id, QueryParameters none, ServerWebExchange exchange) {
    UUID wanted = Ids.video(id);
    return Mono.fromCallable(() -> find(wanted))
        .subscribeOn(blocking)
        .flatMap(found -> send(found, exchange));
  }

  private Found find(UUID id) throws IOException {
    Video video = videos.find(id).orElseThrow(() -> Ids.videoNotFound(id));
    return new Found(video, Content.of(objects, video.object()));
  }

  private Mono<Void> send(Found found, ServerWebExchange exchange) {
    Content content = found.content;
    boolean head = exchange.getRequest().getMethod().equals(HttpMethod.HEAD);
    String etag = '"' + found.video.sha256() + '"';
    ServerHttpResponse response = exchange.getResponse();
    HttpHeaders headers = response.getHeaders();
    headers.setCacheControl(CACHE);
    checkPrecondition(exchange.getRequest().getHeaders().getIfMatch(), etag);
    if (exchange.checkNotModified(etag)) {
      return response.setComplete();
    }
    ByteRange range = range(exchange, etag, content.size());
    String disposition =
        ContentDisposition.inline()
            .filename(found.video.name(), StandardCharsets.UTF_8)
            .build()
            .toString();
    Optional<URI> link = head ? Optional.empty() : content.link(disposition);
    if (link.isPresent()) {
      return redirect(response, link.get());
    }
    headers.setContentType(content.type());
    headers.setContentLength(range.length());
    headers.set(HttpHeaders.CONTENT_DISPOSITION, disposition);
    if (range.partial()) {
      response.setStatusCode(HttpStatus.PARTIAL_CONTENT);
      headers.set(
          HttpHeaders.CONTENT_RANGE,
          "bytes %d-%d/%d".formatted(range.start(), range.end() - 1, content.size()));
    }
    if (head) {
      return response.setComplete();
    }
    return response.writeWith(content.read(range, response.bufferFactory(), blocking));
  }

  /** To the store itself, for a time; the next request is to ask here again. */
  private static Mono<Void> redirect(ServerHttpResponse response, URI link) {
    response.setStatusCode(HttpStatus.TEMPORARY_REDIRECT);
    response.getHeaders().setLocation(link);
    response.getHeaders().setCacheControl(CacheControl.noStore());
    return response.setComplete();
  }

  private static void checkPrecondition(List<String> ifMatch, String etag) {
    if (!ifMatch.isEmpty() && !ifMatch.contains("*") && !ifMatch.contains(etag)) {
      throw new ProblemException(
          ProblemCode.CONTENT_PRECONDITION_FAILED,
          "If-Match: other bytes (expected: " + etag + ")");
    }
  }

  private static ByteRange range(ServerWebExchange exchange, String etag, long size) {
    HttpHeaders asked = exchange.getRequest().getHeaders();
    exchange.getResponse().getHeaders().set(HttpHeaders.ACCEPT_RANGES, "bytes");
    String range = asked.getFirst(HttpHeaders.RANGE);
    if (!isOfTheseBytes(asked.getFirst(HttpHeaders.IF_RANGE), etag)) {
      return ByteRange.whole(size);
    }
    try {
      return ByteRange.of(range, size);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
              ProblemCode.CONTENT_RANGE_NOT_SATISFIABLE,
              "Range: %s (expected: bytes=first-last within %d bytes)"
                  .formatted(Text.shown(String.valueOf(range)), size),
              e)
          .with(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
    }
  }

  /** Without a date of change to compare, only the ETag can say so. */
  private static boolean isOfTheseBytes(@Nullable String ifRange, String etag) {
    return ifRange == null || ifRange.strip().equals(etag);
  }

  private record Found(Video video, Content content) {}
}
