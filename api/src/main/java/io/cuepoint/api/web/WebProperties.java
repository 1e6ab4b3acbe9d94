package io.cuepoint.api.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of request handling.
 *
 * @param threads that run blocking requests; default 16
 * @param waiting requests that wait for one of them before others are refused with 503; default
 *     1000
 */
@ConfigurationProperties("cuepoint.web")
public record WebProperties(@DefaultValue("16") int threads, @DefaultValue("1000") int waiting) {
  public WebProperties {
    if (threads < 1 || waiting < 0) {
      throw new IllegalArgumentException(
          "cuepoint.web: threads %d, waiting %d (expected: above 0, not negative)"
              .formatted(threads, waiting));
    }
  }
}
