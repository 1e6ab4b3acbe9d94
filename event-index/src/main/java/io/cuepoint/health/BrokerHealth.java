package io.cuepoint.health;

import io.cuepoint.queue.KafkaConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up when the broker answers within two seconds. */
final class BrokerHealth extends AbstractHealthIndicator implements AutoCloseable {
  private static final int SECONDS = 2;

  private final Admin admin;

  BrokerHealth(KafkaConnection kafka) {
    super("the broker does not answer");
    this.admin = Admin.create(kafka.settings());
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) throws Exception {
    int nodes = admin.describeCluster().nodes().get(SECONDS, TimeUnit.SECONDS).size();
    builder.up().withDetail("nodes", nodes);
  }

  @Override
  public void close() {
    // else it waits for questions that nobody answers
    admin.close(Duration.ZERO);
  }
}
