package io.cuepoint.queue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether items are shared out by share groups. */
final class ShareGroups {
  private static final Logger log = LoggerFactory.getLogger(ShareGroups.class);

  private ShareGroups() {}

  static boolean chosen(QueueMode mode, KafkaConnection connection) {
    boolean chosen =
        switch (mode) {
          case SHARE_GROUP -> true;
          case CONSUMER_GROUP -> false;
          case AUTO -> offered(connection);
        };
    log.info("work is shared out by {} groups", chosen ? "share" : "consumer");
    return chosen;
  }

  /** Whether the broker's finalized features hold {@code share.version} 1 or above. */
  static boolean offered(KafkaConnection connection) {
    try (Admin admin = connection.admin()) {
      FinalizedVersionRange version =
          admin
              .describeFeatures()
              .featureMetadata()
              .get(30, TimeUnit.SECONDS)
              .finalizedFeatures()
              .get("share.version");
      return version != null && version.maxVersionLevel() >= 1;
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokerUnavailableException("asking Kafka for share groups: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("interrupted", e);
    }
  }
}
