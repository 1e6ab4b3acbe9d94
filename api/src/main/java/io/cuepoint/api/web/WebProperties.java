package io.cuepoint.api.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of request handling.
 *
 * @param threads that run what blocks; default 32
 * @param waiting pieces of work that wait for one of them before others are refused with 503;
 *     default 1000
 */
@ConfigurationProperties("cuepoint.web")
public record WebProperties(@DefaultValue("32") int threads, @DefaultValue("1000") int waiting) {
  public WebProperties {
    if (threads < 1 || waiting < 0) {
      throw new IllegalArgumentException(
          "cuepoint.web: threads %d, waiting %d (expected: above 0, not negative)"
              .formatted(threads, waiting));
    }
  }
}
