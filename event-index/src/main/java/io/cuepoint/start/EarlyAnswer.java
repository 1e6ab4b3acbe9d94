package io.cuepoint.start;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answers while it starts, as its health endpoint answers later: liveness is up,
 * everything else 503 with what is not there yet. A browser gets a page that loads itself anew.
 */
final class EarlyAnswer {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html";

  /** Seconds. */
  private static final String AGAIN = "2";

  private final JsonMapper mapper = JsonMapper.shared();
  private final StartUp startUp;

  EarlyAnswer(StartUp startUp) {
    this.startUp = startUp;
  }

  Publisher<Void> send(HttpServerRequest request, HttpServerResponse response) {
    if (("/" + request.path()).endsWith("/health/liveness")) {
      return send(request, response.status(200), JSON, "{\"status\":\"UP\"}");
    }
    response.status(503).header(HttpHeaderNames.RETRY_AFTER, AGAIN);
    String accepted = request.requestHeaders().get(HttpHeaderNames.ACCEPT, "");
    return accepted.contains(HTML)
        ? send(request, response, HTML + ";charset=utf-8", page())
        : send(request, response, JSON, mapper.writeValueAsString(health()));
  }

  private static Publisher<Void> send(
      HttpServerRequest request, HttpServerResponse response, String type, String body) {
    response
        .header(HttpHeaderNames.CONTENT_TYPE, type)
        .header(HttpHeaderNames.CACHE_CONTROL, "no-store")
        // the next request is to reach the service's own server as soon as it is there
        .keepAlive(false);
    return request.method().equals(HttpMethod.HEAD)
        ? response.send()
        : response.sendString(Mono.just(body));
  }

  private Map<String, Object> health() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("readinessState", Map.of("status", "OUT_OF_SERVICE"));
    List<StartStep> steps = startUp.steps();
    for (StartStep step : steps) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("status", status(step.hasFailed()));
      part.put("details", Map.of("starting", step.describe()));
      parts.put(step.part(), part);
    }
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", status(steps.stream().anyMatch(StartStep::hasFailed)));
    health.put("components", parts);
    return health;
  }

  private static String status(boolean failed) {
    return failed ? "DOWN" : "OUT_OF_SERVICE";
  }

  private String page() {
    StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\">");
    page.append("<meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"");
    page.append(AGAIN).append("\"><title>Cuepoint starts</title><h1>Cuepoint starts</h1>");
    for (StartStep step : startUp.steps()) {
      page.append("<p>").append(HtmlUtils.htmlEscape(step.describe())).append("</p>");
    }
    return page.append("</html>\n").toString();
  }
}
