package io.cuepoint.api.problem;

import io.cuepoint.index.store.InvalidCursorException;
import io.cuepoint.object.StorageFullException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns whatever was thrown, by controllers, filters or the framework, into problem details. Stands
 * before Spring Boot's own handler, whose order is -1.
 */
@Order(-2)
final class ProblemHandler implements WebExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final JsonMapper json;

  ProblemHandler(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    ServerHttpResponse response = exchange.getResponse();
    if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
      // nobody is there to be answered, and nothing is wrong here
      return Mono.empty();
    }
    if (response.isCommitted()) {
      return Mono.error(error);
    }
    Answer answer = answer(error);
    String path = exchange.getRequest().getPath().value();
    if (answer.code == ProblemCode.SERVER_ERROR) {
      log.error("{} {} failed", exchange.getRequest().getMethod(), path, error);
    }
    Problem problem = Problem.of(answer.code, answer.status.value(), answer.detail, path);
    response.setStatusCode(answer.status);
    HttpHeaders headers = response.getHeaders();
    if (answer.headers != null) {
      headers.putAll(answer.headers);
    }
    if (answer.status.value() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      headers.set(HttpHeaders.RETRY_AFTER, "1");
    }
    headers.remove(HttpHeaders.CONTENT_DISPOSITION);
    headers.remove(HttpHeaders.ETAG);
    headers.setCacheControl("no-store");
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    byte[] body = json.writeValueAsBytes(problem);
    headers.setContentLength(body.length);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  private static Answer answer(Throwable error) {
    if (error instanceof ProblemException problem) {
      return new Answer(
          problem.code(), problem.code().status(), problem.detail(), problem.headers());
    }
    if (error instanceof InvalidCursorException) {
      return Answer.of(ProblemCode.QUERY_INVALID_CURSOR, String.valueOf(error.getMessage()));
    }
    if (error instanceof StorageFullException) {
      return Answer.of(ProblemCode.STORAGE_FULL, "the object store has no room left");
    }
    if (error instanceof RejectedExecutionException) {
      return Answer.of(ProblemCode.SERVER_BUSY, "too many requests are waiting; try again");
    }
    if (error instanceof ServerWebInputException && error.getCause() instanceof DecodingException) {
      return Answer.of(
          ProblemCode.REQUEST_MALFORMED, "body: not what its Content-Type says (expected: that)");
    }
    if (error instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
      return framework(response);
    }
    return Answer.of(ProblemCode.SERVER_ERROR, "something failed inside; the log says what");
  }

  private static Answer framework(ErrorResponse response) {
    HttpStatusCode status = response.getStatusCode();
    ProblemCode code =
        switch (status.value()) {
          case 400 -> ProblemCode.REQUEST_MALFORMED;
          case 404 -> ProblemCode.REQUEST_UNKNOWN_PATH;
          case 405 -> ProblemCode.REQUEST_METHOD_NOT_ALLOWED;
          case 406 -> ProblemCode.REQUEST_NOT_ACCEPTABLE;
          case 413 -> ProblemCode.REQUEST_TOO_LARGE;
          case 415 -> ProblemCode.REQUEST_UNSUPPORTED_MEDIA_TYPE;
          default -> ProblemCode.REQUEST_REFUSED;
        };
    String detail = response.getBody().getDetail();
    return new Answer(code, status, detail == null ? code.title() : detail, response.getHeaders());
  }

  private record Answer(
      ProblemCode code, HttpStatusCode status, String detail, @Nullable HttpHeaders headers) {
    static Answer of(ProblemCode code, String detail) {
      return new Answer(code, code.status(), detail, null);
    }
  }
}
