package io.cuepoint.queue;

import io.cuepoint.start.StartUp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires Kafka: the topics, the publisher, and the work queue in the way that the broker offers.
 * Whoever takes one of the beans finds the topics there.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaProperties.class, WorkProperties.class, QueueProperties.class})
public class QueueConfiguration {
  @Bean
  KafkaConnection kafkaConnection(KafkaProperties properties) {
    return new KafkaConnection(properties);
  }

  /** The mode in force; it is known once the topics are there. */
  @Bean
  QueueMode queueMode(
      KafkaConnection connection, QueueProperties properties, ObjectProvider<StartUp> startUps)
      throws InterruptedException {
    StartUp startUp = startUps.getIfAvailable(StartUp::new);
    BrokerWait.untilThere(connection, startUp);
    KafkaTopics topics = new KafkaTopics(connection);
    return startUp.during(
        "broker", "looking after the topics", () -> topics.createMissing(properties.queue()));
  }

  /** Those of the application's tracer, where it has one. */
  @Bean
  Traces traces(ObjectProvider<Tracer> tracers) {
    Tracer tracer = tracers.getIfAvailable();
    return tracer == null ? Traces.none() : new MicrometerTraces(tracer);
  }

  /** The mode is asked for so that the topics are there before the first message. */
  @Bean
  KafkaMessagePublisher messagePublisher(
      KafkaConnection connection, QueueMode mode, Traces traces) {
    return new KafkaMessagePublisher(connection, traces);
  }

  @Bean
  WorkQueue workQueue(
      KafkaConnection connection,
      KafkaMessagePublisher publisher,
      QueueMode mode,
      WorkProperties properties,
      Traces traces,
      ObjectProvider<MeterRegistry> registries) {
    MeterRegistry meters = registries.getIfAvailable(SimpleMeterRegistry::new);
    DeadLetters letters = new DeadLetters(publisher);
    Clock clock = Clock.systemUTC();
    return mode == QueueMode.SHARE_GROUP
        ? new ShareGroupQueue(connection, properties, letters, traces, meters, clock)
        : new ConsumerGroupQueue(connection, properties, letters, traces, meters, clock);
  }

  /** What the workers run; the topic is there once the mode is known. */
  @Bean
  ModelProfiles modelProfiles(KafkaConnection connection, QueueMode afterTheTopics) {
    return new ModelProfiles(connection);
  }
}
