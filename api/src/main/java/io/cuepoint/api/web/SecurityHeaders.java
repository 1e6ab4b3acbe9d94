package io.cuepoint.api.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Headers that keep browsers from guessing types, framing the page, or running what is not ours.
 * The page's scripts and styles are files of its own; nothing inline is allowed.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders implements WebFilter {
  private final String policy;

  /**
   * Headers for pages that play videos.
   *
   * @param media where videos are read from besides this origin: an origin, or empty
   */
  SecurityHeaders(String media) {
    this.policy =
        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:"
            + (media.isEmpty() ? "" : " " + media)
            + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", policy);
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    return chain.filter(exchange);
  }
}
