package io.cuepoint.queue;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether items are shared out by share groups. */
final class ShareGroups {
  private static final Logger log = LoggerFactory.getLogger(ShareGroups.class);

  private ShareGroups() {}

  /** Returns the mode that {@code wanted} comes to on this broker. */
  static QueueMode resolve(QueueMode wanted, Admin admin)
      throws ExecutionException, InterruptedException {
    if (wanted != QueueMode.AUTO) {
      return wanted;
    }
    QueueMode mode = offered(admin) ? QueueMode.SHARE_GROUP : QueueMode.CONSUMER_GROUP;
    log.info("work is shared out by a {}", mode);
    return mode;
  }

  /** Whether the broker's finalized features hold {@code share.version} 1 or above. */
  private static boolean offered(Admin admin) throws ExecutionException, InterruptedException {
    FinalizedVersionRange version =
        admin.describeFeatures().featureMetadata().get().finalizedFeatures().get("share.version");
    return version != null && version.maxVersionLevel() >= 1;
  }
}
