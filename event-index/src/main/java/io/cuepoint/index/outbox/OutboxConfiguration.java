package io.cuepoint.index.outbox;

import io.cuepoint.queue.KafkaConnection;
import io.cuepoint.queue.MessagePublisher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outbox's way to Kafka. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxConfiguration {
  @Bean
  OutboxRelay outboxRelay(
      DataSource database,
      Flyway migrated,
      OutboxProperties properties,
      KafkaConnection kafka,
      MessagePublisher afterTheTopics) {
    return new OutboxRelay(database, () -> new KafkaOutboxSender(kafka.settings()), properties);
  }

  @Bean
  MeterBinder outboxMetrics(OutboxRelay relay) {
    return registry ->
        Gauge.builder("index.outbox.pending", relay, OutboxRelay::pending)
            .description("Messages in the outbox that are not on the broker yet")
            .baseUnit("messages")
            .register(registry);
  }
}
