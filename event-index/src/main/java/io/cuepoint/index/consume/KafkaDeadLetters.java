package io.cuepoint.index.consume;

import io.cuepoint.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends to {@link Topic#deadLetters()}: key, value and headers as they came, and the headers {@code
 * cause}, {@code original-topic}, {@code original-partition} and {@code original-offset} as text.
 */
final class KafkaDeadLetters implements DeadLetters {
  private static final int LONGEST_CAUSE = 2000;

  private final Map<String, Object> settings;

  KafkaDeadLetters(Map<String, Object> connection) {
    settings = new HashMap<>(connection);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "cuepoint-index-dead-letters");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
  }

  @Override
  public void keep(ConsumerRecord<String, byte[]> record, Throwable cause) throws Exception {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(record.topic() + ".dlq", record.key(), record.value());
    record.headers().forEach(letter.headers()::add);
    header(letter, "cause", shortened(MessageFault.describe(cause)));
    header(letter, "original-topic", record.topic());
    header(letter, "original-partition", Integer.toString(record.partition()));
    header(letter, "original-offset", Long.toString(record.offset()));
    // so rare that a producer is not kept for it
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(letter).get(1, TimeUnit.MINUTES);
    }
  }

  private static String shortened(String cause) {
    return cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE));
  }

  private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
