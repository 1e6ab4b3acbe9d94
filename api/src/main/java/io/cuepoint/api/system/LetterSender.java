package io.cuepoint.api.system;

import io.cuepoint.contract.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends dead letters to the topic that they came from: key, value and headers as they were. */
final class LetterSender implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LetterSender.class);

  private final Producer<byte[], byte[]> producer;
  private final Topic<?> topic;
  private long sent;

  LetterSender(Producer<byte[], byte[]> producer, Topic<?> topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /** Makes a sender to a topic. */
  @FunctionalInterface
  interface Opener {
    LetterSender open(Topic<?> topic);
  }

  /**
   * A sender whose messages are kept by all in-sync replicas, in their order, or fail in time.
   *
   * @param settings of a client; they are changed
   */
  static LetterSender open(Map<String, Object> settings, Topic<?> topic) {
    int patience = (int) LetterPlace.PATIENCE.toMillis();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    return new LetterSender(
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), topic);
  }

  /** How many letters the broker has taken from this sender. */
  long sent() {
    return sent;
  }

  /** How many of {@code letters}, from the first on, the broker has taken. */
  int send(List<ConsumerRecord<byte[], byte[]>> letters) {
    List<Future<RecordMetadata>> sending = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      sending.add(producer.send(message(letter)));
    }
    int taken = 0;
    try {
      for (Future<RecordMetadata> each : sending) {
        each.get();
        taken++;
      }
    } catch (ExecutionException e) {
      log.warn("{}: a dead letter is not taken again", topic.name(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sent += taken;
    return taken;
  }

  private ProducerRecord<byte[], byte[]> message(ConsumerRecord<byte[], byte[]> letter) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic.name(), letter.key(), letter.value());
    for (Header header : letter.headers()) {
      if (!LetterHeaders.ADDED.contains(header.key())) {
        message.headers().add(header);
      }
    }
    return message;
  }

  @Override
  public void close() {
    producer.close(LetterPlace.PATIENCE);
  }
}
