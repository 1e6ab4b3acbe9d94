package io.cuepoint.api.system;

import io.cuepoint.api.system.DeadLetterView.Letter;
import io.cuepoint.api.system.DeadLetterView.Replay;
import io.cuepoint.api.system.DeadLetterView.TopicLetters;
import io.cuepoint.contract.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads dead-letter topics and sends what is in them again. How far it got is kept by the broker
 * for the group {@value #GROUP}: each letter is sent again at least once, and once that is kept no
 * more. Blocking; fails when the broker does not answer. One replay runs at a time.
 */
final class DeadLetterDesk {
  static final String GROUP = "cuepoint-dead-letter-replay";

  private final Supplier<Map<String, Object>> settings;
  private final LetterSender.Opener sender;

  /**
   * A desk at a broker.
   *
   * @param settings of a client of it, in a map of its own for each call
   */
  DeadLetterDesk(Supplier<Map<String, Object>> settings, LetterSender.Opener sender) {
    this.settings = settings;
    this.sender = sender;
  }

  /** What is kept of {@code topics}, with the newest letters, at most {@code most} of them all. */
  List<TopicLetters> read(List<Topic<?>> topics, int most) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<LetterPlace> places =
          LetterPlace.of(consumer, topics.stream().map(Topic::deadLetters).toList());
      List<TopicLetters> found = new ArrayList<>();
      int left = most;
      for (Topic<?> topic : topics) {
        List<LetterPlace> own =
            places.stream()
                .filter(place -> place.partition().topic().equals(topic.deadLetters()))
                .toList();
        List<Letter> letters = new ArrayList<>();
        for (LetterPlace place : own) {
          List<Letter> newest = newest(consumer, place, left);
          left -= newest.size();
          letters.addAll(newest);
        }
        found.add(
            new TopicLetters(
                topic.name(),
                own.stream().mapToLong(LetterPlace::kept).sum(),
                own.stream().mapToLong(LetterPlace::waiting).sum(),
                letters));
      }
      return found;
    }
  }

  private static List<Letter> newest(
      Consumer<byte[], byte[]> consumer, LetterPlace place, int most) {
    List<Letter> letters = new ArrayList<>();
    place.walk(
        consumer,
        Math.max(place.first(), place.end() - most),
        batch -> {
          batch.forEach(letter -> letters.add(LetterHeaders.read(letter, place.next())));
          return true;
        });
    Collections.reverse(letters);
    return letters;
  }

  /** Sends the waiting letters of {@code topic} again, up to the first that the broker refuses. */
  synchronized Replay replay(Topic<?> topic) {
    long replayed = 0;
    long waiting = 0;
    try (Consumer<byte[], byte[]> consumer = consumer();
        LetterSender to = sender.open(topic)) {
      for (LetterPlace place : LetterPlace.of(consumer, List.of(topic.deadLetters()))) {
        waiting += place.waiting();
        long before = to.sent();
        place.walk(
            consumer,
            place.next(),
            batch -> {
              int sent = to.send(batch);
              if (sent > 0) {
                long next = batch.get(sent - 1).offset() + 1;
                consumer.commitSync(
                    Map.of(place.partition(), new OffsetAndMetadata(next)), LetterPlace.PATIENCE);
              }
              return sent == batch.size();
            });
        replayed += to.sent() - before;
      }
    }
    return new Replay(topic.name(), replayed, waiting - replayed);
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> all = settings.get();
    all.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
