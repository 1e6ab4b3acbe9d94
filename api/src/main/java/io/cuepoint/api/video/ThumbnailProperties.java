package io.cuepoint.api.video;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of thumbnails.
 *
 * @param threads pictures that are decoded at a time; default 2
 * @param waiting requests that wait for one before others are refused with 503; default 200
 * @param timeout how long one request waits and decodes; default 30 s
 * @param cache pictures kept in memory; default 32 MB
 */
@ConfigurationProperties("cuepoint.thumbnail")
public record ThumbnailProperties(
    @DefaultValue("2") int threads,
    @DefaultValue("200") int waiting,
    @DefaultValue("30s") Duration timeout,
    @DefaultValue("32MB") DataSize cache) {
  public ThumbnailProperties {
    if (threads < 1 || waiting < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "cuepoint.thumbnail: threads %d, waiting %d, timeout %s (expected: above 0)"
              .formatted(threads, waiting, timeout));
    }
  }
}
