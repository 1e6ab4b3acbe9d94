package io.cuepoint.index.consume;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are taken from Kafka.
 *
 * @param batch messages taken together at most
 * @param retryInterval first wait after the database or the broker failed; doubles up to
 * @param retryIntervalMax this
 */
@ConfigurationProperties("cuepoint.index")
public record ConsumerProperties(
    @DefaultValue("500") int batch,
    @DefaultValue("200ms") Duration retryInterval,
    @DefaultValue("10s") Duration retryIntervalMax) {
  /** The consumers that share the messages. */
  public static final String GROUP = "cuepoint-index";

  public ConsumerProperties {
    if (batch < 1 || batch > 10_000) {
      throw new IllegalArgumentException(
          "cuepoint.index.batch: " + batch + " (expected: 1 to 10000)");
    }
  }
}
