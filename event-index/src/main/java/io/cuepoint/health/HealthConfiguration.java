package io.cuepoint.health;

import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.KafkaConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts {@code broker} and {@code objects} of a service's health. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {
  @Bean
  BrokerHealth brokerHealthIndicator(KafkaConnection kafka) {
    return new BrokerHealth(kafka);
  }

  @Bean
  ObjectStoreHealth objectsHealthIndicator(ObjectStore objects) {
    return new ObjectStoreHealth(objects);
  }
}
