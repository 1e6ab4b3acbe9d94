package io.cuepoint.api.system;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a dead-letter topic.
 *
 * @param first offset of the oldest letter
 * @param next offset of the oldest letter that was not sent again yet
 * @param end offset after the newest letter
 */
record LetterPlace(TopicPartition partition, long first, long next, long end) {
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The places of {@code topics}; a topic that is not there has none. */
  static List<LetterPlace> of(Consumer<byte[], byte[]> consumer, List<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> there = consumer.partitionsFor(topic, PATIENCE);
      for (PartitionInfo each : requireNonNullElse(there, List.<PartitionInfo>of())) {
        partitions.add(new TopicPartition(topic, each.partition()));
      }
    }
    Set<TopicPartition> asked = new HashSet<>(partitions);
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
    Map<TopicPartition, OffsetAndMetadata> done = consumer.committed(asked, PATIENCE);
    return partitions.stream()
        .map(each -> of(each, first.get(each), done.get(each), end.get(each)))
        .toList();
  }

  private static LetterPlace of(
      TopicPartition partition,
      @Nullable Long first,
      @Nullable OffsetAndMetadata done,
      @Nullable Long end) {
    long oldest = first == null ? 0 : first;
    long next = Math.max(oldest, done == null ? oldest : done.offset());
    return new LetterPlace(partition, oldest, next, Math.max(next, end == null ? next : end));
  }

  /** How many letters are kept. */
  long kept() {
    return end - first;
  }

  /** How many of them were not sent again yet. */
  long waiting() {
    return end - next;
  }

  /**
   * Hands the letters from offset {@code from} on to {@code taker}, batch by batch, as long as it
   * wants more.
   */
  void walk(
      Consumer<byte[], byte[]> consumer,
      long from,
      Predicate<List<ConsumerRecord<byte[], byte[]>>> taker) {
    if (from >= end) {
      return;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition, PATIENCE) < end && System.nanoTime() < deadline) {
      List<ConsumerRecord<byte[], byte[]>> batch =
          consumer.poll(Duration.ofMillis(200)).records(partition).stream()
              .filter(letter -> letter.offset() < end)
              .toList();
      if (!batch.isEmpty()) {
        if (!taker.test(batch)) {
          return;
        }
        deadline = System.nanoTime() + PATIENCE.toNanos();
      }
    }
  }
}
