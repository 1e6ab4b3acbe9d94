package io.cuepoint.api.upload;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.video.VideoView;
import io.cuepoint.index.store.VideoStore.Registration;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Receives videos. The body flows from the connection to the object store with back-pressure: no
 * more than {@value #AHEAD} buffers of it are in memory. A body that is refused is answered at
 * once; what its sender still sends is read and thrown away, so that it comes to read the answer.
 */
@RestController
final class UploadController {
  /** Buffers read ahead of the disk; each holds what one network read gave, 64 KiB at most. */
  private static final int AHEAD = 16;

  /** Room for the fields and the boundaries in a body whose length is known. */
  private static final long AROUND_THE_FILE = 1 << 20;

  private final ObjectStore objects;
  private final Registrar registrar;
  private final UploadProperties limits;
  private final Scheduler blocking;

  UploadController(
      ObjectStore objects, Registrar registrar, UploadProperties limits, Scheduler blocking) {
    this.objects = objects;
    this.registrar = registrar;
    this.limits = limits;
    this.blocking = blocking;
  }

  @PostMapping(path = "/v1/videos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Mono<ResponseEntity<VideoView>> upload(QueryParameters none, ServerHttpRequest request) {
    long maxBytes = limits.maxSize().toBytes();
    if (request.getHeaders().getContentLength() - AROUND_THE_FILE > maxBytes) {
      return Mono.error(ReceivedFile.tooLarge(maxBytes));
    }
    String boundary = boundary(request);
    return Mono.usingWhen(
            Mono.fromSupplier(() -> new UploadIntake(boundary, objects, registrar, maxBytes)),
            intake -> receive(request.getBody(), intake),
            this::close)
        .map(UploadController::answer);
  }

  private static String boundary(ServerHttpRequest request) {
    MediaType type = request.getHeaders().getContentType();
    String boundary = type == null ? null : type.getParameter("boundary");
    if (boundary == null) {
      throw MultipartParser.malformed("no boundary in its Content-Type (expected: boundary=...)");
    }
    return boundary.replaceAll("^\"|\"$", "");
  }

  private Mono<Registration> receive(Flux<DataBuffer> body, UploadIntake intake) {
    return body.publishOn(blocking, AHEAD)
        .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
        .map(buffer -> take(buffer, intake))
        .timeout(limits.stallTimeout())
        .onErrorMap(TimeoutException.class, this::stalled)
        .then(Mono.defer(() -> finish(intake)));
  }

  /** Hands the bytes on; the value says nothing, it only marks that time was not lost. */
  private static boolean take(DataBuffer buffer, UploadIntake intake) {
    try (DataBuffer.ByteBufferIterator pieces = buffer.readableByteBuffers()) {
      for (Iterator<ByteBuffer> each = pieces; each.hasNext(); ) {
        intake.accept(each.next());
      }
      return true;
    } catch (IOException e) {
      throw Exceptions.propagate(e);
    } finally {
      DataBufferUtils.release(buffer);
    }
  }

  /** A client that goes away now must not interrupt the row's transaction. */
  private Mono<Registration> finish(UploadIntake intake) {
    CompletableFuture<Registration> finished =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return intake.finish();
              } catch (IOException e) {
                throw Exceptions.propagate(e);
              }
            },
            blocking::schedule);
    return Mono.fromFuture(finished, true).onErrorMap(Exceptions::unwrap);
  }

  private ProblemException stalled(TimeoutException cause) {
    return new ProblemException(
        ProblemCode.UPLOAD_STALLED,
        "body: nothing came for " + limits.stallTimeout().toSeconds() + " s",
        cause);
  }

  private Mono<Void> close(UploadIntake intake) {
    return Mono.<Void>fromCallable(
            () -> {
              intake.close();
              return null;
            })
        .subscribeOn(blocking);
  }

  private static ResponseEntity<VideoView> answer(Registration registration) {
    VideoView video = VideoView.of(registration.video());
    return ResponseEntity.status(registration.created() ? HttpStatus.ACCEPTED : HttpStatus.OK)
        .location(URI.create(video.links().self()))
        .body(video);
  }
}
