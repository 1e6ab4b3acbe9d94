package io.cuepoint.index.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outbox is emptied.
 *
 * @param pollInterval how long an empty outbox is left before the next look
 * @param batch rows sent together
 * @param retention how long rows are kept after they were sent: as long can a client be away and
 *     still replay the changes to the index without gap
 * @param maxRows rows kept at most after they were sent, the newest
 * @param retryInterval how long a broker or database that failed is left alone
 */
@ConfigurationProperties("cuepoint.outbox")
public record OutboxProperties(
    @DefaultValue("100ms") Duration pollInterval,
    @DefaultValue("500") int batch,
    @DefaultValue("7d") Duration retention,
    @DefaultValue("1000000") long maxRows,
    @DefaultValue("1s") Duration retryInterval) {
  public OutboxProperties {
    if (batch < 1 || batch > 10_000) {
      throw new IllegalArgumentException(
          "cuepoint.outbox.batch: " + batch + " (expected: 1 to 10000)");
    }
    if (maxRows < 1) {
      throw new IllegalArgumentException(
          "cuepoint.outbox.max-rows: " + maxRows + " (expected: 1 or more)");
    }
  }
}
