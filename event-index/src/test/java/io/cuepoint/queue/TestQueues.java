package io.cuepoint.queue;

import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.util.unit.DataSize;

/** The adapters of the work queue on a given broker. */
final class TestQueues {
  static final String GROUP = "cuepoint-test";

  private TestQueues() {}

  static KafkaConnection connection(String bootstrapServers) {
    return new KafkaConnection(
        new KafkaProperties(
            bootstrapServers,
            Map.of(),
            Duration.ofSeconds(30),
            2,
            Map.of(),
            (short) -1,
            Duration.ofDays(1),
            DataSize.ofMegabytes(100),
            DataSize.ofMegabytes(4),
            Duration.ofSeconds(10)));
  }

  /** With a lock that holds on a machine that stands still for seconds. */
  static WorkProperties usual() {
    return withLock(Duration.ofSeconds(30));
  }

  static WorkProperties withLock(Duration lock) {
    return new WorkProperties(
        lock, 3, Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(5));
  }

  static WorkQueue of(
      QueueMode mode, KafkaConnection connection, WorkProperties properties, DeadLetters letters) {
    return of(mode, connection, properties, letters, Traces.none());
  }

  static WorkQueue of(
      QueueMode mode,
      KafkaConnection connection,
      WorkProperties properties,
      DeadLetters letters,
      Traces traces) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return mode == QueueMode.SHARE_GROUP
        ? new ShareGroupQueue(connection, properties, letters, traces, meters, Clock.systemUTC())
        : new ConsumerGroupQueue(
            connection, properties, letters, traces, meters, Clock.systemUTC());
  }

  /** All that was given up of a topic, once there are so many. */
  static List<ConsumerRecord<String, String>> deadLetters(
      KafkaConnection connection, Topic<?> topic, int expected) {
    List<ConsumerRecord<String, String>> letters = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            connection.settings(), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic.deadLetters(), 0);
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      await()
          .atMost(QueuesOnBroker.PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return letters.size() >= expected;
              });
    }
    return letters;
  }
}
