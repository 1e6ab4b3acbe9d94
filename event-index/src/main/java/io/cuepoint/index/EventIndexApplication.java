package io.cuepoint.index;

import io.cuepoint.index.consume.ConsumeConfiguration;
import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.queue.KafkaConnection;
import io.cuepoint.queue.QueueConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The event index as a service of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  ObjectConfiguration.class,
  QueueConfiguration.class,
  IndexConfiguration.class,
  ConsumeConfiguration.class
})
public class EventIndexApplication {
  @Bean
  BrokerHealth brokerHealthIndicator(KafkaConnection kafka) {
    return new BrokerHealth(Admin.create(kafka.settings()));
  }

  public static void main(String[] arguments) {
    new SpringApplicationBuilder(EventIndexApplication.class)
        .properties(
            "spring.application.name=event-index",
            "server.address=127.0.0.1",
            "server.port=8083",
            "server.shutdown=graceful",
            "management.endpoints.web.exposure.include=health,prometheus",
            "management.endpoint.health.probes.enabled=true",
            "management.endpoint.health.group.readiness.include=readinessState,db,broker",
            "spring.main.banner-mode=off")
        .run(arguments);
  }
}
