package io.cuepoint.index.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
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
      @Value("${cuepoint.kafka.bootstrap-servers:127.0.0.1:9092}") String bootstrapServers) {
    return new OutboxRelay(
        database,
        () -> new KafkaOutboxSender(Map.of("bootstrap.servers", bootstrapServers)),
        properties);
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
