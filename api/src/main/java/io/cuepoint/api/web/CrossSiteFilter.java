package io.cuepoint.api.web;

import io.cuepoint.api.problem.ProblemCode;
import io.cuepoint.api.problem.ProblemException;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses changes that a browser sends for another site's page. A multipart form needs no CORS
 * permission, so that any page could otherwise upload to a service on its visitor's machine.
 * Browsers say where a request comes from in {@code Sec-Fetch-Site}; programs do not send it.
 */
final class CrossSiteFilter implements WebFilter {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String site = exchange.getRequest().getHeaders().getFirst("Sec-Fetch-Site");
    if (site != null
        && FOREIGN.contains(site)
        && !SAFE.contains(exchange.getRequest().getMethod())) {
      return Mono.error(
          new ProblemException(
              ProblemCode.REQUEST_CROSS_SITE,
              "Sec-Fetch-Site: " + site + " (expected: same-origin or none)"));
    }
    return chain.filter(exchange);
  }
}
