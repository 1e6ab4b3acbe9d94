package io.cuepoint.index.outbox;

import io.cuepoint.queue.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends to Kafka, the stored JSON as it is, and its trace in a header. */
final class KafkaOutboxSender implements OutboxSender {
  private static final Logger log = LoggerFactory.getLogger(KafkaOutboxSender.class);
  private static final Duration DELIVERY = Duration.ofSeconds(30);

  private final KafkaProducer<String, byte[]> producer;

  /** With {@code connection}: what every client of the broker is told. */
  KafkaOutboxSender(Map<String, Object> connection) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "cuepoint-outbox");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) DELIVERY.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void send(List<OutboxRow> rows) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (OutboxRow row : rows) {
      byte[] payload = row.payload().getBytes(StandardCharsets.UTF_8);
      ProducerRecord<String, byte[]> message =
          new ProducerRecord<>(row.topic(), row.key(), payload);
      TraceParent trace = row.trace();
      if (trace != null) {
        trace.addTo(message.headers());
      }
      sent.add(producer.send(message));
    }
    for (int i = 0; i < sent.size(); i++) {
      try {
        sent.get(i).get(DELIVERY.toMillis() * 2, TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RecordTooLargeException)) {
          throw e;
        }
        // no further try can help, and everything behind it would wait for ever
        log.error(
            "outbox {}: a message to {} is larger than the broker takes, left out: {}",
            rows.get(i).seq(),
            rows.get(i).topic(),
            e.getCause().getMessage());
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
