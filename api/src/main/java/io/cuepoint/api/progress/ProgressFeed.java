package io.cuepoint.api.progress;

import io.cuepoint.contract.ClipProgress;
import io.cuepoint.queue.ContractJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what workers tell of their clips, all of it in every api, from a little before now. While
 * the broker is away nothing new is known.
 */
final class ProgressFeed implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ProgressFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Supplier<Map<String, Object>> settings;
  private final ClipsUnderway underway;
  private final JsonMapper json = ContractJson.mapper();
  private @Nullable Reading reading;

  /**
   * A feed from a broker.
   *
   * @param settings of a client of it, in a map of its own for each call
   */
  ProgressFeed(Supplier<Map<String, Object>> settings, ClipsUnderway underway) {
    this.settings = settings;
    this.underway = underway;
  }

  /** May follow a {@link #stop()}. */
  @Override
  public synchronized void start() {
    Reading begun = new Reading();
    reading = begun;
    Thread reader = new Thread(begun, "clip-progress");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public synchronized void stop() {
    if (reading != null) {
      reading.stop();
      reading = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return reading != null;
  }

  /** From a start to a stop. */
  private final class Reading implements Runnable {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;

    void stop() {
      stopped.countDown();
      Consumer<byte[], byte[]> consumer = current;
      if (consumer != null) {
        consumer.wakeup();
      }
    }

    @Override
    public void run() {
      boolean told = false;
      try {
        do {
          try (Consumer<byte[], byte[]> consumer = consumer()) {
            current = consumer;
            begin(consumer);
            told = false;
            while (stopped.getCount() > 0) {
              consumer.poll(POLL).forEach(ProgressFeed.this::take);
            }
          } catch (WakeupException e) {
            log.debug("stopped", e);
          } catch (KafkaException e) {
            if (!told) {
              log.warn("cannot read how far clips are, trying again: {}", e.toString());
            }
            told = true;
          }
        } while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> own = settings.get();
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void begin(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(ClipProgress.TOPIC.name()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    long since = underway.oldest().toEpochMilli();
    consumer.seekToEnd(partitions);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
      if (first != null) {
        consumer.seek(partition, first.offset());
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    try {
      underway.take(json.readValue(message.value(), ClipProgress.class));
    } catch (JacksonException | IllegalArgumentException e) {
      log.warn("{}: cannot be read, at {}", message.topic(), message.offset(), e);
    }
  }
}
