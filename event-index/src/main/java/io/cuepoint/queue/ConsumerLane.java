package io.cuepoint.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane as one member of its consumer group sees it: what it got of the partitions that it was
 * given. Partitions with items waiting are paused. For use by one thread.
 */
final class ConsumerLane<T> implements ConsumerRebalanceListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConsumerLane.class);

  /** Items of a partition done out of turn, at most; they are done again after a crash. */
  private static final int WINDOW = 1000;

  private static final int FETCHED = 10;

  private final KafkaConnection connection;
  private final Lane<T> lane;
  private final ItemWork<T> work;
  private final WorkProperties properties;
  private final RunningItems running;
  private final Map<TopicPartition, PartitionProgress> partitions = new LinkedHashMap<>();
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private int failures;
  private long begunAnewAt;

  ConsumerLane(
      KafkaConnection connection,
      Lane<T> lane,
      ItemWork<T> work,
      WorkProperties properties,
      RunningItems running) {
    this.connection = connection;
    this.lane = lane;
    this.work = work;
    this.properties = properties;
    this.running = running;
  }

  /** Takes in what the broker has, waiting for {@code limit}, and commits what is done. */
  void step(Duration limit) {
    if (failures > 0 && System.nanoTime() - begunAnewAt < 0) {
      return;
    }
    try {
      KafkaConsumer<byte[], byte[]> opened = opened();
      for (ConsumerRecord<byte[], byte[]> record : opened.poll(limit)) {
        PartitionProgress partition =
            partitions.get(new TopicPartition(record.topic(), record.partition()));
        if (partition != null) {
          partition.delivered(record);
        }
      }
      commit(opened, partitions.keySet());
      failures = 0;
    } catch (RuntimeException e) {
      log.warn("the consumer of {} failed and is begun anew", lane.topic().name(), e);
      close();
      begunAnewAt = System.nanoTime() + properties.backoffAfter(++failures).toNanos();
    }
  }

  private KafkaConsumer<byte[], byte[]> opened() {
    KafkaConsumer<byte[], byte[]> opened = consumer;
    if (opened == null) {
      Map<String, Object> settings = connection.settings();
      settings.put(ConsumerConfig.GROUP_ID_CONFIG, QueueMode.CONSUMER_GROUP.group(lane.group()));
      settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
      settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
      // a death is noticed after the lock's time, as with share groups
      long session = properties.lock().toMillis();
      settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) session);
      settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) Math.max(1, session / 4));
      settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, FETCHED);
      // only partitions that really move are taken away, and the work on their items broken off
      settings.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
      opened =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer = opened;
      opened.subscribe(List.of(lane.topic().name()), this);
    }
    return opened;
  }

  /** Whether an item can be begun. */
  boolean waiting() {
    return partitions.values().stream().anyMatch(progress -> progress.ready(WINDOW));
  }

  /** Begins the next item, where there is one. */
  void startNext(String name) {
    for (Map.Entry<TopicPartition, PartitionProgress> entry : List.copyOf(partitions.entrySet())) {
      ConsumerRecord<byte[], byte[]> record = entry.getValue().next(WINDOW);
      if (record != null) {
        running.start(name, work, entry.getValue(), record);
        // to the end of the line, so that each partition has its turn
        partitions.remove(entry.getKey());
        partitions.put(entry.getKey(), entry.getValue());
        return;
      }
    }
  }

  /** Asks for more of the partitions of which nothing waits. */
  void wantMore() {
    KafkaConsumer<byte[], byte[]> opened = consumer;
    if (opened != null) {
      partitions.forEach(
          (partition, progress) -> {
            if (progress.idle()) {
              opened.resume(List.of(partition));
            } else {
              opened.pause(List.of(partition));
            }
          });
    }
  }

  private void commit(KafkaConsumer<byte[], byte[]> opened, Collection<TopicPartition> committed) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : committed) {
      PartitionProgress progress = partitions.get(partition);
      if (progress != null) {
        progress.committable().ifPresent(o -> offsets.put(partition, new OffsetAndMetadata(o)));
      }
    }
    if (offsets.isEmpty()) {
      return;
    }
    try {
      opened.commitSync(offsets);
    } catch (RebalanceInProgressException | CommitFailedException | RetriableException e) {
      log.info("what is done on {} is not committed yet: {}", lane.topic().name(), e.toString());
      return; // the next step tries again, or another member does the work again
    }
    offsets.forEach(
        (partition, offset) -> {
          PartitionProgress progress = partitions.get(partition);
          if (progress != null) {
            progress.committed(offset.offset());
          }
        });
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    assigned.forEach(partition -> partitions.put(partition, new PartitionProgress()));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    breakOff(revoked);
    KafkaConsumer<byte[], byte[]> opened = consumer;
    if (opened != null) {
      commit(opened, revoked);
    }
    revoked.forEach(partitions::remove);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    breakOff(lost);
    lost.forEach(partitions::remove);
  }

  private void breakOff(Collection<TopicPartition> gone) {
    List<PartitionProgress> affected =
        gone.stream().map(partitions::get).filter(Objects::nonNull).toList();
    if (!running.breakOff(affected, properties.closeTimeout())) {
      log.warn("handlers of {} do not end", lane.topic().name());
    }
  }

  /** Hands back what it has, and leaves the group. */
  @Override
  public void close() {
    KafkaConsumer<byte[], byte[]> opened = consumer;
    if (opened != null) {
      try {
        opened.close();
      } catch (RuntimeException e) {
        log.info("leaving the group of {}: {}", lane.topic().name(), e.toString());
      }
      consumer = null;
    }
    onPartitionsLost(List.copyOf(partitions.keySet()));
  }
}
