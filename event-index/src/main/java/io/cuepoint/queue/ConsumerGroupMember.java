package io.cuepoint.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
 * A member of a consumer group that works on some items at a time. One thread polls all the while,
 * so that the group keeps the member however long the work takes; partitions with items waiting are
 * paused.
 */
final class ConsumerGroupMember<T> implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(ConsumerGroupMember.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /** Items of a partition done out of turn, at most; they are done again after a crash. */
  private static final int WINDOW = 1000;

  private final KafkaConnection connection;
  private final String topic;
  private final String group;
  private final int concurrency;
  private final ItemWork<T> work;
  private final WorkProperties properties;
  private final Thread thread;
  private final BlockingQueue<Running> ended = new LinkedBlockingQueue<>();
  private final List<Running> running = new ArrayList<>();
  private final Map<TopicPartition, PartitionProgress> partitions = new LinkedHashMap<>();
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean closing;

  /** Work under way on an item of a partition, which may be taken away meanwhile. */
  private static final class Running {
    private final PartitionProgress partition;
    private final ConsumerRecord<byte[], byte[]> record;
    private @Nullable ItemThread thread;

    Running(PartitionProgress partition, ConsumerRecord<byte[], byte[]> record) {
      this.partition = partition;
      this.record = record;
    }
  }

  ConsumerGroupMember(
      KafkaConnection connection,
      String topic,
      String group,
      int concurrency,
      ItemWork<T> work,
      WorkProperties properties) {
    this.connection = connection;
    this.topic = topic;
    this.group = group;
    this.concurrency = concurrency;
    this.work = work;
    this.properties = properties;
    this.thread = new Thread(this::run, group);
    thread.setDaemon(true);
    thread.start();
  }

  void close() {
    closing = true;
    try {
      thread.join(properties.closeTimeout().multipliedBy(3).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (int failures = 1; !closing; failures++) {
      try (KafkaConsumer<byte[], byte[]> opened = consumer()) {
        consumer = opened;
        opened.subscribe(List.of(topic), this);
        while (!closing) {
          step(opened);
          failures = 0;
        }
      } catch (RuntimeException e) {
        log.warn("the consumer of {} failed and is begun anew", topic, e);
        letGo(List.copyOf(partitions.keySet()));
        pause(properties.backoffAfter(failures));
      } finally {
        consumer = null;
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = connection.settings();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // a death is noticed after the lock's time, as with share groups
    long session = properties.lock().toMillis();
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) session);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) Math.max(1, session / 4));
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.max(concurrency, 10));
    // only partitions that really move are taken away, and the work on their items broken off
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void step(KafkaConsumer<byte[], byte[]> opened) {
    for (ConsumerRecord<byte[], byte[]> record :
        opened.poll(running.isEmpty() ? POLL : Duration.ZERO)) {
      PartitionProgress partition =
          partitions.get(new TopicPartition(record.topic(), record.partition()));
      if (partition != null) {
        partition.delivered(record);
      }
    }
    collect(running.isEmpty() ? Duration.ZERO : POLL);
    startWaiting();
    partitions.forEach(
        (partition, progress) -> {
          if (progress.idle()) {
            opened.resume(List.of(partition));
          } else {
            opened.pause(List.of(partition));
          }
        });
    commit(opened, partitions.keySet());
  }

  /** Takes in what has ended, waiting for the first for {@code limit}. */
  private void collect(Duration limit) {
    try {
      Running item = ended.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      for (; item != null; item = ended.poll()) {
        running.remove(item);
        ItemThread itemThread = item.thread;
        if (partitions.containsValue(item.partition) && itemThread != null) {
          item.partition.ended(item.record, itemThread.outcome());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startWaiting() {
    boolean found = true;
    while (found && running.size() < concurrency) {
      found = false;
      for (Map.Entry<TopicPartition, PartitionProgress> entry :
          List.copyOf(partitions.entrySet())) {
        ConsumerRecord<byte[], byte[]> record = entry.getValue().next(WINDOW);
        if (record != null) {
          start(entry.getValue(), record);
          // to the end of the line, so that each partition has its turn
          partitions.remove(entry.getKey());
          partitions.put(entry.getKey(), entry.getValue());
          found = true;
          break;
        }
      }
    }
  }

  private void start(PartitionProgress partition, ConsumerRecord<byte[], byte[]> record) {
    Running item = new Running(partition, record);
    ItemThread itemThread =
        new ItemThread(
            group + "-item", work, record, partition.delivery(record), () -> ended.add(item));
    item.thread = itemThread;
    running.add(item);
    partition.started(record, itemThread);
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
      log.info("what is done on {} is not committed yet: {}", topic, e.toString());
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
    letGo(lost);
  }

  private void letGo(Collection<TopicPartition> gone) {
    breakOff(gone);
    gone.forEach(partitions::remove);
  }

  /** Interrupts the work on the partitions' items and waits for its end, for a time. */
  private void breakOff(Collection<TopicPartition> gone) {
    List<PartitionProgress> affected =
        gone.stream().map(partitions::get).filter(Objects::nonNull).toList();
    affected.forEach(PartitionProgress::interrupt);
    long end = System.nanoTime() + properties.closeTimeout().toNanos();
    while (running.stream().anyMatch(item -> affected.contains(item.partition))) {
      if (System.nanoTime() - end > 0) {
        log.warn("handlers of {} do not end", topic);
        return;
      }
      collect(POLL);
    }
  }

  private void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!closing && System.nanoTime() - end < 0) {
      collect(POLL);
    }
  }
}
