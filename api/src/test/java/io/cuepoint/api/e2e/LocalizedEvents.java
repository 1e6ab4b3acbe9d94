package io.cuepoint.api.e2e;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.Topic;
import io.cuepoint.queue.ContractJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a worker said of each clip, as it stands on the broker. */
final class LocalizedEvents {
  private LocalizedEvents() {}

  /** Reports of models about {@code video}, by the start of the clip's window in seconds. */
  static Map<Double, List<NanoFilm.Happening>> byWindow(int brokerPort, String video) {
    Map<UUID, Double> starts = new LinkedHashMap<>();
    Map<Double, List<NanoFilm.Happening>> windows = new LinkedHashMap<>();
    for (ClipAnalyzed clip : all(brokerPort, ClipAnalyzed.TOPIC)) {
      if (clip.videoId().toString().equals(video)) {
        starts.put(clip.clipId(), clip.window().start().toDouble());
        windows.putIfAbsent(clip.window().start().toDouble(), new ArrayList<>());
      }
    }
    for (EventLocalized event : all(brokerPort, EventLocalized.TOPIC)) {
      Double start = starts.get(event.clipId());
      if (start != null && event.source().kind() == Source.Kind.MODEL) {
        windows.get(start).add(new NanoFilm.Happening(event.span(), event.description()));
      }
    }
    return windows;
  }

  /** Each distinct message of a topic. */
  private static <T> Set<T> all(int brokerPort, Topic<T> topic) {
    Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + brokerPort);
    Set<T> messages = new LinkedHashSet<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < end.get(each))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          messages.add(ContractJson.mapper().readValue(record.value(), topic.type()));
        }
      }
    }
    return messages;
  }
}
