package io.cuepoint.api.system;

import io.cuepoint.api.system.SystemView.Model;
import io.cuepoint.contract.ModelProfile;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the workers told of themselves: their topic, which is compacted, read from its beginning.
 */
final class ModelProfiles {
  private static final Logger log = LoggerFactory.getLogger(ModelProfiles.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final JsonMapper json;
  private @Nullable Model known;
  private long knownAt;

  ModelProfiles(Supplier<Consumer<String, byte[]>> consumers, JsonMapper json) {
    this.consumers = consumers;
    this.json = json;
  }

  static Model unknown() {
    return new Model(null, null, null, null, 0, "not known: the broker does not answer");
  }

  /** The model of the worker that started last. Blocking; asked anew every five seconds at most. */
  synchronized Model read() {
    Model model = known;
    if (model == null || System.nanoTime() - knownAt > FRESH.toNanos()) {
      model = describe(profiles().values());
      known = model;
      knownAt = System.nanoTime();
    }
    return model;
  }

  static Model describe(Collection<ModelProfile> profiles) {
    return profiles.stream()
        .max(Comparator.comparing(ModelProfile::startedAt))
        .map(
            latest ->
                new Model(
                    latest.model(),
                    latest.revision(),
                    latest.engine(),
                    latest.weights(),
                    profiles.size(),
                    latest.reason()))
        .orElseGet(() -> new Model(null, null, null, null, 0, "no worker has started yet"));
  }

  private Map<String, ModelProfile> profiles() {
    Map<String, ModelProfile> profiles = new HashMap<>();
    try (Consumer<String, byte[]> consumer = consumers.get()) {
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
