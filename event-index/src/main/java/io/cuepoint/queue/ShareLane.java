package io.cuepoint.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane as one member of its share group sees it. A client that was asked in vain goes on asking
 * the broker by itself, and locks the next item whether or not someone takes it: then the lane is
 * listening. For use by one thread.
 */
final class ShareLane<T> {
  private static final Logger log = LoggerFactory.getLogger(ShareLane.class);
  private static final Duration STEP = Duration.ofMillis(20);

  /** How long the broker keeps a question for an item that may come. */
  private static final Duration KEPT = Duration.ofMillis(250);

  /** How long joining the group and a first question may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** After asking in vain, when all that is undone seems to be with others. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** Counts may be late or lack a partition that is new: now and then they are not believed. */
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaConnection connection;
  private final Lane<T> lane;
  private final ItemWork<T> work;
  private @Nullable KafkaShareConsumer<byte[], byte[]> consumer;
  private boolean listening;
  private boolean inVain;
  private long inVainAt;
  private long undone;

  ShareLane(KafkaConnection connection, Lane<T> lane, ItemWork<T> work) {
    this.connection = connection;
    this.lane = lane;
    this.work = work;
  }

  ItemWork<T> work() {
    return work;
  }

  boolean listening() {
    return listening;
  }

  /** The client; it is made where there is none. */
  KafkaShareConsumer<byte[], byte[]> consumer() {
    KafkaShareConsumer<byte[], byte[]> opened = consumer;
    if (opened == null) {
      Map<String, Object> settings = connection.settings();
      settings.put(ConsumerConfig.GROUP_ID_CONFIG, lane.group());
      settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
      // one item at a time, and none beyond it locked: others could have it
      settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
      settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
      settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) KEPT.toMillis());
      opened =
          new KafkaShareConsumer<>(
              settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer = opened;
      opened.subscribe(List.of(lane.topic().name()));
    }
    return opened;
  }

  /**
   * Whether asking promises something.
   *
   * @param count items that are not done, those that others work on among them
   */
  boolean promises(long count) {
    undone = inVain ? Math.min(undone, count) : count;
    if (!inVain) {
      return count > 0;
    }
    Duration since = Duration.ofNanos(System.nanoTime() - inVainAt);
    return count > undone || since.compareTo(count > 0 ? AGAIN : BELIEVED) > 0;
  }

  /**
   * Asks for an item until the broker has answered twice: a first question may have been under way
   * before there was something, and a broker that has much to do, or to look up as the first in a
   * group asks, does not get to it in time and answers with nothing.
   */
  @Nullable ConsumerRecord<byte[], byte[]> ask() {
    KafkaShareConsumer<byte[], byte[]> asked = consumer();
    double answers = answers(asked);
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean answered = false;
    while (!answered && System.nanoTime() - end < 0) {
      answered = answers(asked) >= answers + 2;
      ConsumerRecord<byte[], byte[]> item = take(answered ? Duration.ZERO : STEP);
      if (item != null) {
        return item;
      }
    }
    return null;
  }

  /** The item that the client has, or gets within {@code limit}. */
  @Nullable ConsumerRecord<byte[], byte[]> take(Duration limit) {
    for (ConsumerRecord<byte[], byte[]> item : consumer().poll(limit)) {
      listening = false;
      inVain = false;
      return item;
    }
    listening = true;
    inVain = true;
    inVainAt = System.nanoTime();
    return null;
  }

  /** Questions that the broker has answered to the client. */
  private static double answers(KafkaShareConsumer<?, ?> consumer) {
    double answers = 0;
    for (Map.Entry<MetricName, ? extends Metric> metric : consumer.metrics().entrySet()) {
      if (metric.getKey().name().equals("fetch-total")
          && metric.getValue().metricValue() instanceof Double count) {
        answers = Math.max(answers, count);
      }
    }
    return answers;
  }

  /**
   * Leaves the group: what the client has locked is free for others at once.
   *
   * @param closer does it, as it takes a while
   */
  void leave(Executor closer) {
    KafkaShareConsumer<byte[], byte[]> opened = consumer;
    consumer = null;
    listening = false;
    if (opened != null) {
      closer.execute(() -> close(opened));
    }
  }

  private void close(KafkaShareConsumer<byte[], byte[]> opened) {
    try {
      opened.close(CLOSING);
    } catch (RuntimeException e) {
      log.info("leaving the group of {}: {}", lane.topic().name(), e.toString());
    }
  }
}
