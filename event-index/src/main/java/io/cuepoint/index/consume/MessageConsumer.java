package io.cuepoint.index.consume;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the index's topics on a thread of its own and commits offsets once their messages are
 * applied. A failing database makes it wait, in the group, and take the same messages again.
 */
final class MessageConsumer implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(MessageConsumer.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> settings;
  private final Collection<String> topics;
  private final BatchHandler handler;
  private final ConsumerProperties properties;
  private final Runnable afterBatch;
  private final MeterRegistry meters;
  private final Timer applied;
  private final Counter messages;
  private @Nullable Thread thread;
  private volatile @Nullable Consumer<String, byte[]> current;
  private volatile boolean stopping;

  MessageConsumer(
      Map<String, Object> connection,
      Collection<String> topics,
      BatchHandler handler,
      ConsumerProperties properties,
      Runnable afterBatch,
      MeterRegistry meters) {
    settings = new HashMap<>(connection);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, ConsumerProperties.GROUP);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, ConsumerProperties.GROUP);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batch());
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    this.topics = topics;
    this.handler = handler;
    this.properties = properties;
    this.afterBatch = afterBatch;
    this.meters = meters;
    this.applied =
        Timer.builder("index.batch.duration")
            .description("From messages taken to their offsets committed")
            .register(meters);
    this.messages = Counter.builder("index.messages.applied").baseUnit("messages").register(meters);
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      stopping = false;
      thread = new Thread(this::run, "cuepoint-index");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    while (!stopping) {
      try (Consumer<String, byte[]> consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
        current = consumer;
        try (KafkaClientMetrics metrics = new KafkaClientMetrics(consumer)) {
          metrics.bindTo(meters);
          consumer.subscribe(topics);
          consume(consumer);
        }
      } catch (WakeupException | InterruptException e) {
        log.debug("stopping");
      } catch (RuntimeException e) {
        log.error("the index's consumer failed, starting another", e);
        sleep(properties.retryIntervalMax());
      } finally {
        current = null;
      }
    }
  }

  private void consume(Consumer<String, byte[]> consumer) {
    Duration wait = properties.retryInterval();
    while (!stopping) {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      if (records.isEmpty()) {
        continue;
      }
      try {
        Timer.Sample sample = Timer.start(meters);
        handler.handle(records);
        consumer.commitSync();
        sample.stop(applied);
        messages.increment(records.count());
        afterBatch.run();
        wait = properties.retryInterval();
      } catch (WakeupException | InterruptException e) {
        throw e;
      } catch (Exception e) {
        log.warn("messages cannot be applied now, trying on: {}", e.toString());
        takeAgain(consumer, records);
        stayInGroup(consumer, wait);
        wait = min(wait.multipliedBy(2), properties.retryIntervalMax());
      }
    }
  }

  private static void takeAgain(
      Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    Set<TopicPartition> mine = consumer.assignment();
    for (TopicPartition partition : records.partitions()) {
      if (mine.contains(partition)) {
        consumer.seek(partition, records.records(partition).get(0).offset());
      }
    }
  }

  /** Polls without taking anything, so that the group does not count this member as dead. */
  private void stayInGroup(Consumer<String, byte[]> consumer, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!stopping && System.nanoTime() < end) {
      consumer.pause(consumer.assignment());
      ConsumerRecords<String, byte[]> fresh = consumer.poll(Duration.ofMillis(100));
      // a partition that was assigned during this very poll is not paused yet
      takeAgain(consumer, fresh);
    }
    consumer.resume(consumer.paused());
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    stopping = true;
    Consumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      running.join(Duration.ofSeconds(20).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
