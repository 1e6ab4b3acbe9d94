package io.cuepoint.api.web;

import io.cuepoint.api.problem.Problem;
import io.cuepoint.api.problem.ProblemCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests whose address is none ({@code /v1/videos?tag=%zz}). Spring never sees them: its
 * adapter answers 400 without a word.
 */
final class MalformedAddress implements NettyRouteProvider {
  private final byte[] body;

  MalformedAddress(JsonMapper json) {
    Problem problem =
        Problem.of(
            ProblemCode.REQUEST_MALFORMED,
            "address: malformed (expected: a percent-encoded path and query, RFC 3986)",
            "about:blank");
    this.body = json.writeValueAsBytes(problem);
  }

  @Override
  public HttpServerRoutes apply(HttpServerRoutes routes) {
    return routes.route(
        request -> !isAddress(request),
        (request, response) ->
            response
                .status(HttpResponseStatus.BAD_REQUEST)
                .header(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length))
                .header("X-Content-Type-Options", "nosniff")
                .sendByteArray(Mono.just(body)));
  }

  private static boolean isAddress(HttpServerRequest request) {
    try {
      return !new URI(request.uri()).toString().isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
