package io.cuepoint.api.system;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up when the broker answers. */
final class BrokerHealth extends AbstractHealthIndicator {
  private final BrokerFacts broker;

  BrokerHealth(BrokerFacts broker) {
    super("the broker does not answer");
    this.broker = broker;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) throws Exception {
    health.up().withDetail("nodes", String.valueOf(broker.read().nodes()));
  }
}
