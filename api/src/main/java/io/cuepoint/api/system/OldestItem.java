package io.cuepoint.api.system;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * When the oldest item that is not done was sent: the broker keeps that with the item. Blocking.
 */
final class OldestItem {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Items are a few KB; of each partition the first is enough. */
  private static final int FETCHED_BYTES = 16 << 10;

  private final Supplier<Map<String, Object>> settings;

  /** Reads by consumers with {@code settings}, which belong to no group. */
  OldestItem(Supplier<Map<String, Object>> settings) {
    this.settings = settings;
  }

  /**
   * The time of the oldest of all; empty when nothing waits.
   *
   * @param first the offset to look at, of each partition that has something undone
   * @throws TimeoutException when the broker does not answer in time
   */
  Optional<Instant> of(Map<TopicPartition, Long> first) {
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(first.keySet());
      first.forEach(consumer::seek);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (times.size() < first.size()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new TimeoutException("no item at " + missing(first.keySet(), times.keySet()));
        }
        for (ConsumerRecord<byte[], byte[]> item : consumer.poll(Duration.ofNanos(left))) {
          times.putIfAbsent(new TopicPartition(item.topic(), item.partition()), item.timestamp());
        }
        consumer.pause(times.keySet());
      }
    }
    return times.values().stream().min(Long::compare).map(Instant::ofEpochMilli);
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> all = settings.get();
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // an item that went by its age meanwhile: the next one is the oldest
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES);
    all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Set<TopicPartition> missing(Set<TopicPartition> wanted, Set<TopicPartition> had) {
    Set<TopicPartition> missing = new HashSet<>(wanted);
    missing.removeAll(had);
    return missing;
  }
}
