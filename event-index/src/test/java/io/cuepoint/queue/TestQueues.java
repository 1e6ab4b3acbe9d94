package io.cuepoint.queue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
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
            (short) -1,
            Duration.ofDays(1),
            DataSize.ofMegabytes(100),
            DataSize.ofMegabytes(4),
            Duration.ofSeconds(10)));
  }

  static WorkProperties quick() {
    return withLock(Duration.ofSeconds(2));
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
}
