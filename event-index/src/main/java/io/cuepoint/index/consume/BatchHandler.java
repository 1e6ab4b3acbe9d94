package io.cuepoint.index.consume;

import io.cuepoint.contract.ClipAnalyzed;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Topic;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.TraceParent;
import io.cuepoint.queue.Traces;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies a batch of records, one transaction a video. Returning means that all of them are applied
 * or kept as dead letters; it may be called with the same records again.
 */
final class BatchHandler {
  private static final Logger log = LoggerFactory.getLogger(BatchHandler.class);

  private final Map<String, Topic<?>> topics = new LinkedHashMap<>();
  private final VideoIndexer indexer;
  private final ClipTimes times;
  private final ObjectStore objects;
  private final DeadLetters deadLetters;
  private final Traces traces;
  private final JsonMapper json;

  BatchHandler(
      List<Topic<?>> topics,
      VideoIndexer indexer,
      ClipTimes times,
      ObjectStore objects,
      DeadLetters deadLetters,
      Traces traces,
      JsonMapper json) {
    topics.forEach(topic -> this.topics.put(topic.name(), topic));
    this.indexer = indexer;
    this.times = times;
    this.objects = objects;
    this.deadLetters = deadLetters;
    this.traces = traces;
    this.json = json;
  }

  void handle(Iterable<ConsumerRecord<String, byte[]>> records) throws Exception {
    Map<UUID, List<Item>> videos = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        Item item = parse(record);
        videos.computeIfAbsent(item.videoId(), id -> new ArrayList<>()).add(item);
      } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
        giveUp(record, e);
      }
    }
    for (Map.Entry<UUID, List<Item>> video : videos.entrySet()) {
      List<Item> items = video.getValue();
      traces.handle("index", senders(items), () -> apply(video.getKey(), items));
    }
  }

  private static List<TraceParent> senders(List<Item> items) {
    return items.stream()
        .flatMap(item -> TraceParent.of(item.record().headers()).stream())
        .distinct()
        .toList();
  }

  private Item parse(ConsumerRecord<String, byte[]> record) {
    Topic<?> topic = topics.get(record.topic());
    if (topic == null || record.value() == null) {
      throw new IllegalArgumentException("no value on " + record.topic());
    }
    Object message = json.readValue(record.value(), topic.type());
    return new Item(UUID.fromString(key(topic, message)), message, record);
  }

  private static <T> String key(Topic<T> topic, Object message) {
    return topic.key().apply(topic.type().cast(message));
  }

  private void apply(UUID videoId, List<Item> items) throws Exception {
    try {
      List<String> done = indexer.apply(videoId, items.stream().map(Item::message).toList());
      measure(items);
      delete(done);
    } catch (RuntimeException e) {
      if (!MessageFault.is(e)) {
        throw e;
      }
      if (items.size() == 1) {
        giveUp(items.get(0).record(), e);
        return;
      }
      // one of them is at fault: the others must not go with it
      for (Item item : items) {
        apply(videoId, List.of(item));
      }
    }
  }

  private void measure(List<Item> items) {
    for (Item item : items) {
      if (item.message() instanceof ClipSampled clip) {
        times.sampled(clip, Instant.ofEpochMilli(item.record().timestamp()));
      } else if (item.message() instanceof ClipAnalyzed clip) {
        times.analyzed(clip);
      }
    }
  }

  private void giveUp(ConsumerRecord<String, byte[]> record, Throwable cause) throws Exception {
    log.warn(
        "{} partition {} offset {} cannot be applied, goes to the dead letters: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        MessageFault.describe(cause));
    deadLetters.keep(record, cause);
  }

  private void delete(List<String> keys) {
    for (String key : keys) {
      try {
        objects.delete(key);
      } catch (IOException | IllegalArgumentException e) {
        log.warn("clip {} cannot be removed: {}", key, e.toString());
      }
    }
  }

  private record Item(UUID videoId, Object message, ConsumerRecord<String, byte[]> record) {}
}
