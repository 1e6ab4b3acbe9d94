package io.cuepoint.queue;

import io.cuepoint.queue.ItemWork.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A member of a share group that holds one item at a time, and renews its lock. */
final class ShareGroupMember<T> {
  private static final Logger log = LoggerFactory.getLogger(ShareGroupMember.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final String topic;
  private final String group;
  private final ItemWork<T> work;
  private final WorkProperties properties;
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable ItemThread running;

  ShareGroupMember(
      KafkaConnection connection,
      String topic,
      String group,
      int number,
      ItemWork<T> work,
      WorkProperties properties) {
    this.connection = connection;
    this.topic = topic;
    this.group = group;
    this.work = work;
    this.properties = properties;
    this.thread = new Thread(this::run, group + "-" + number);
    thread.setDaemon(true);
    thread.start();
  }

  void close() {
    closing = true;
    ItemThread item = running;
    if (item != null) {
      item.interrupt();
    }
  }

  void awaitEnd() {
    try {
      thread.join(properties.closeTimeout().multipliedBy(3).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (int failures = 1; !closing; failures++) {
      try (KafkaShareConsumer<byte[], byte[]> consumer = consumer()) {
        consumer.subscribe(List.of(topic));
        boolean usable = true;
        while (!closing && usable) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            usable = hold(consumer, record);
            failures = 0;
          }
        }
      } catch (RuntimeException e) {
        log.warn("the share consumer of {} failed and is begun anew", topic, e);
        pause(properties.backoffAfter(failures));
      }
    }
  }

  private KafkaShareConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = connection.settings();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    // one item at a time, and none beyond it locked: others could have it
    settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    return new KafkaShareConsumer<>(
        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Works on the item and holds it meanwhile.
   *
   * @return false when the item was lost, and with it what the consumer knows of its locks
   */
  private boolean hold(
      KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
    int delivery = record.deliveryCount().orElse((short) 1);
    ItemThread item = new ItemThread(thread.getName() + "-item", work, record, delivery, () -> {});
    running = item;
    if (closing) { // close() may have looked before there was something to interrupt
      item.interrupt();
    }
    try {
      ConsumerRecord<byte[], byte[]> held = holdWhileAlive(consumer, record, item);
      if (held == null) {
        return false;
      }
      boolean done = item.outcome() == Outcome.DONE;
      consumer.acknowledge(held, done ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
      refusal(consumer.commitSync())
          .ifPresent(e -> log.warn("{} may come again: {}", name(record), e.toString()));
      return true;
    } finally {
      end(item, record);
      running = null;
    }
  }

  /** Returns the record by which the item is held at the work's end, or null when it was lost. */
  private @Nullable ConsumerRecord<byte[], byte[]> holdWhileAlive(
      KafkaShareConsumer<byte[], byte[]> consumer,
      ConsumerRecord<byte[], byte[]> record,
      ItemThread item) {
    ConsumerRecord<byte[], byte[]> held = record;
    while (!item.await(properties.lock().dividedBy(3))) {
      if (closing) {
        return item.await(properties.closeTimeout()) ? held : null;
      }
      held = renew(consumer, held);
      if (held == null) {
        return null;
      }
    }
    return held;
  }

  /**
   * Renews the lock.
   *
   * @return the record by which the item is held from now on; null when it is no longer held
   */
  private @Nullable ConsumerRecord<byte[], byte[]> renew(
      KafkaShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> held) {
    consumer.acknowledge(held, AcknowledgeType.RENEW);
    Optional<KafkaException> refusal = refusal(consumer.commitSync());
    if (refusal.isPresent()) {
      log.warn("{} is no longer held: {}", name(held), refusal.get().toString());
      return null;
    }
    // the client hands a renewed record out again, and takes no other for it (KAFKA-20458)
    long end = System.nanoTime() + properties.lock().dividedBy(2).toNanos();
    while (System.nanoTime() - end < 0) {
      ConsumerRecord<byte[], byte[]> again = null;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.partition() == held.partition() && record.offset() == held.offset()) {
          again = record;
        } else {
          consumer.acknowledge(record, AcknowledgeType.RELEASE);
        }
      }
      if (again != null) {
        return again;
      }
    }
    throw new KafkaException("the client did not hand out " + name(held) + " after its renewal");
  }

  /** Work on an item that was lost must end before this member takes a further one. */
  private void end(ItemThread item, ConsumerRecord<byte[], byte[]> record) {
    while (!item.await(Duration.ZERO)) {
      item.interrupt();
      if (!item.await(properties.closeTimeout())) {
        log.warn("the handler of {} does not end", name(record));
        if (closing) {
          return;
        }
      }
    }
  }

  private static Optional<KafkaException> refusal(
      Map<TopicIdPartition, Optional<KafkaException>> results) {
    return results.values().stream().flatMap(Optional::stream).findFirst();
  }

  private void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!closing && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String name(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
