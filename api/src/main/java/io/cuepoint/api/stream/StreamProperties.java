package io.cuepoint.api.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of server-sent events.
 *
 * @param maxClients streams at a time; default 500
 * @param pollInterval how often the process asks whether there is something new, for all its
 *     clients together; default 250 ms
 * @param keepAlive time between two comment lines; default 15 s
 * @param pageSize changes that one client holds in memory at most; default 100
 */
@ConfigurationProperties("cuepoint.stream")
public record StreamProperties(
    @DefaultValue("500") int maxClients,
    @DefaultValue("250ms") Duration pollInterval,
    @DefaultValue("15s") Duration keepAlive,
    @DefaultValue("100") int pageSize) {
  public StreamProperties {
    if (maxClients < 1 || pageSize < 1 || !positive(pollInterval) || !positive(keepAlive)) {
      throw new IllegalArgumentException(
          ("cuepoint.stream: max-clients %d, poll-interval %s, keep-alive %s, page-size %d"
                  + " (expected: above 0)")
              .formatted(maxClients, pollInterval, keepAlive, pageSize));
    }
  }

  private static boolean positive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
