package io.cuepoint.api.upload;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.video.VideoView;
import io.cuepoint.index.store.VideoStore;
import io.cuepoint.index.store.VideoStore.Registration;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Receives videos. The body flows from the connection to the object store with back-pressure: no
 * more than {@value #AHEAD} buffers of it are in memory.
 */
@RestController
final class UploadController {
  /** Buffers read ahead of the disk; each holds what one network read gave, 64 KiB at most. */
  private static final int AHEAD = 16;

  /** Room for the fields and the boundaries in a body whose length is known. */
  private static final long AROUND_THE_FILE = 1 << 20;

  private final ObjectStore objects;
  private final VideoStore videos;
  private final UploadProperties limits;

  UploadController(ObjectStore objects, VideoStore videos, UploadProperties limits) {
    this.objects = objects;
    this.videos = videos;
    this.limits = limits;
  }

  @PostMapping(path = "/v1/videos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Mono<ResponseEntity<VideoView>> upload(
      @RequestBody Flux<PartEvent> parts, ServerHttpRequest request) {
    QueryParameters.of(request);
    long maxBytes = limits.maxSize().toBytes();
    if (request.getHeaders().getContentLength() - AROUND_THE_FILE > maxBytes) {
      return Mono.error(UploadIntake.tooLarge(maxBytes));
    }
    return Mono.usingWhen(
            Mono.fromSupplier(() -> new UploadIntake(objects, videos, maxBytes)),
            intake -> receive(parts, intake),
            UploadController::close)
        .onErrorMap(this::explain)
        .map(UploadController::answer);
  }

  private Mono<Registration> receive(Flux<PartEvent> parts, UploadIntake intake) {
    return parts
        .publishOn(Schedulers.boundedElastic(), AHEAD)
        .doOnDiscard(PartEvent.class, part -> DataBufferUtils.release(part.content()))
        .map(part -> take(part, intake))
        .timeout(limits.stallTimeout())
        .then(Mono.fromCallable(intake::finish).subscribeOn(Schedulers.boundedElastic()));
  }

  private static boolean take(PartEvent part, UploadIntake intake) {
    try {
      intake.accept(part);
      return true;
    } catch (IOException e) {
      throw Exceptions.propagate(e);
    } finally {
      DataBufferUtils.release(part.content());
    }
  }

  private static Mono<Void> close(UploadIntake intake) {
    return Mono.<Void>fromCallable(
            () -> {
              intake.close();
              return null;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private Throwable explain(Throwable error) {
    if (error instanceof TimeoutException) {
      return new ProblemException(
          ProblemCode.UPLOAD_STALLED,
          "body: nothing came for " + limits.stallTimeout().toSeconds() + " s",
          error);
    }
    if (error instanceof ServerWebInputException
        || error instanceof DecodingException
        || error instanceof DataBufferLimitException) {
      return new ProblemException(
          ProblemCode.UPLOAD_MALFORMED,
          "body: not a multipart body, cut short, or a field over its limit"
              + " (expected: multipart/form-data, RFC 7578)",
          error);
    }
    return error;
  }

  private static ResponseEntity<VideoView> answer(Registration registration) {
    VideoView video = VideoView.of(registration.video());
    return ResponseEntity.status(registration.created() ? HttpStatus.ACCEPTED : HttpStatus.OK)
        .location(URI.create(video.links().self()))
        .body(video);
  }
}
