package io.cuepoint.queue;

import io.cuepoint.contract.ModelProfile;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the workers told of themselves: their topic, which is compacted, read from its beginning.
 * Blocking, for a few seconds at most; the broker is asked anew every five seconds at most.
 */
public final class ModelProfiles {
  private static final Logger log = LoggerFactory.getLogger(ModelProfiles.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Map<String, Object> settings;
  private final JsonMapper json = ContractJson.mapper();
  private @Nullable Collection<ModelProfile> known;
  private long knownAt;

  public ModelProfiles(KafkaConnection connection) {
    settings = connection.settings();
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
  }

  /** The newest profile of each worker. */
  public synchronized Collection<ModelProfile> all() {
    Collection<ModelProfile> profiles = known;
    if (profiles == null || System.nanoTime() - knownAt > FRESH.toNanos()) {
      profiles = List.copyOf(read().values());
      known = profiles;
      knownAt = System.nanoTime();
    }
    return profiles;
  }

  /** Of several workers' profiles the one that counts: that of the worker that started last. */
  public static Optional<ModelProfile> latest(Collection<ModelProfile> profiles) {
    return profiles.stream().max(Comparator.comparing(ModelProfile::startedAt));
  }

  private Map<String, ModelProfile> read() {
    Map<String, ModelProfile> profiles = new HashMap<>();
    try (Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(ModelProfile.TOPIC.name(), PATIENCE).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!atEnd(consumer, end) && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(100))) {
          take(message, profiles);
        }
      }
    }
    return profiles;
  }

  private static boolean atEnd(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> end) {
    return end.entrySet().stream()
        .allMatch(partition -> consumer.position(partition.getKey()) >= partition.getValue());
  }

  private void take(ConsumerRecord<String, byte[]> message, Map<String, ModelProfile> profiles) {
    byte[] value = message.value();
    if (value == null) {
      profiles.remove(message.key());
      return;
    }
    try {
      profiles.put(message.key(), json.readValue(value, ModelProfile.class));
    } catch (JacksonException e) {
      log.warn("{}: a profile that cannot be read, at {}", message.topic(), message.offset(), e);
    }
  }
}
