package io.cuepoint.queue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Sends what was given up to the dead-letter topic: key, value and headers as they came, and the
 * headers {@code cause}, {@code original-topic}, {@code original-partition}, {@code
 * original-offset} and {@code deliveries} as text.
 */
final class DeadLetters {
  private static final int LONGEST_CAUSE = 2000;

  private final KafkaMessagePublisher publisher;

  DeadLetters(KafkaMessagePublisher publisher) {
    this.publisher = publisher;
  }

  CompletableFuture<Void> send(
      String topic, ConsumerRecord<byte[], byte[]> record, String cause, int deliveries) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, record.key(), record.value());
    for (Header header : record.headers()) {
      letter.headers().add(header);
    }
    header(letter, "cause", cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE)));
    header(letter, "original-topic", record.topic());
    header(letter, "original-partition", Integer.toString(record.partition()));
    header(letter, "original-offset", Long.toString(record.offset()));
    header(letter, "deliveries", Integer.toString(deliveries));
    return publisher.send(letter);
  }

  private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
