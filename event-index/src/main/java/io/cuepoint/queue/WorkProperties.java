package io.cuepoint.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How items of a {@link WorkQueue} are held and tried again.
 *
 * @param lock how long an item stays with a holder that gives no sign of life; it is renewed while
 *     the handler runs. Brokers allow 15 s to 60 s unless told otherwise
 * @param maxTries tries of an item before it is given up. With share groups a try that ended with
 *     its process counts too, so the number leaves room for restarts; two deliveries below the
 *     broker's own limit ({@code group.share.delivery.count.limit}, 10 on the broker inside, 5 by
 *     default elsewhere) it is cut off, as beyond that the broker drops an item without a word
 * @param backoff before the second try, doubled for each further one
 * @param maxBackoff the longest
 * @param closeTimeout how long a closing subscription waits for interrupted handlers
 */
@ConfigurationProperties("cuepoint.work")
public record WorkProperties(
    @DefaultValue("30s") Duration lock,
    @DefaultValue("8") int maxTries,
    @DefaultValue("1s") Duration backoff,
    @DefaultValue("30s") Duration maxBackoff,
    @DefaultValue("10s") Duration closeTimeout) {
  public WorkProperties {
    if (maxTries < 1) {
      throw new IllegalArgumentException("maxTries: " + maxTries + " (expected: 1 or more)");
    }
  }

  /** The pause after the given number of failed tries. */
  Duration backoffAfter(int tries) {
    Duration pause = backoff.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), 20));
    return pause.compareTo(maxBackoff) < 0 ? pause : maxBackoff;
  }

  WorkProperties withMaxTries(int value) {
    return new WorkProperties(lock, value, backoff, maxBackoff, closeTimeout);
  }
}
