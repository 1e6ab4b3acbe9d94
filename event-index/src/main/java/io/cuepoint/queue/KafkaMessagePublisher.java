package io.cuepoint.queue;

import io.cuepoint.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends messages as JSON through one idempotent producer, confirmed by all in-sync replicas. Safe
 * for use by several threads.
 */
final class KafkaMessagePublisher implements MessagePublisher, AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final Traces traces;
  private final JsonMapper json = ContractJson.mapper();

  KafkaMessagePublisher(KafkaConnection connection, Traces traces) {
    this.traces = traces;
    KafkaProperties properties = connection.properties();
    Map<String, Object> settings = connection.settings();
    long timeout = properties.sendTimeout().toMillis();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, properties.sendBuffer().toBytes());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.max(1000, timeout / 3));
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
    byte[] key = topic.key().apply(message).getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic.name(), key, json.writeValueAsBytes(message));
    traces.current().ifPresent(trace -> trace.addTo(record.headers()));
    return send(record);
  }

  /** Sends {@code message} as it is, its headers too. */
  CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> message) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              message,
              (metadata, failure) -> {
                if (failure == null) {
                  sent.complete(null);
                } else {
                  sent.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      sent.completeExceptionally(e);
    }
    return sent;
  }

  /** Sends what is still buffered, within the send timeout. */
  @Override
  public void close() {
    producer.close();
  }
}
