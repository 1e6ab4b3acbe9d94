package io.cuepoint.queue;

import io.cuepoint.queue.ItemWork.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An item of a share group that is worked on, and its lock, which is renewed meanwhile. */
final class HeldItem {
  private static final Logger log = LoggerFactory.getLogger(HeldItem.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final ConsumerRecord<byte[], byte[]> record;
  private final ItemThread item;
  private final WorkProperties properties;
  private volatile boolean closing;

  /** Begins the work on {@code record}, on a thread named {@code name}. */
  <T> HeldItem(
      String name,
      ConsumerRecord<byte[], byte[]> record,
      ItemWork<T> work,
      WorkProperties properties) {
    int delivery = record.deliveryCount().orElse((short) 1);
    this.record = record;
    this.properties = properties;
    this.item = new ItemThread(name, work, record, delivery, () -> {});
  }

  /** Interrupts the work, so that the item is handed back. */
  void close() {
    closing = true;
    item.interrupt();
  }

  /**
   * Holds the item until the work on it has ended.
   *
   * @param consumer that took it
   * @return false when the item was lost, and with it what the consumer knows of its locks
   */
  boolean hold(KafkaShareConsumer<byte[], byte[]> consumer) {
    try {
      ConsumerRecord<byte[], byte[]> held = holdWhileAlive(consumer);
      if (held == null) {
        return false;
      }
      boolean done = item.outcome() == Outcome.DONE;
      consumer.acknowledge(held, done ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
      refusal(consumer.commitSync())
          .ifPresent(e -> log.warn("{} may come again: {}", name(record), e.toString()));
      return true;
    } finally {
      end();
    }
  }

  /** Returns the record by which the item is held at the work's end, or null when it was lost. */
  private @Nullable ConsumerRecord<byte[], byte[]> holdWhileAlive(
      KafkaShareConsumer<byte[], byte[]> consumer) {
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
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        if (each.partition() == held.partition() && each.offset() == held.offset()) {
          again = each;
        } else {
          consumer.acknowledge(each, AcknowledgeType.RELEASE);
        }
      }
      if (again != null) {
        return again;
      }
    }
    throw new KafkaException("the client did not hand out " + name(held) + " after its renewal");
  }

  /** Work on an item that was lost must end before its holder takes a further one. */
  private void end() {
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

  private static String name(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
