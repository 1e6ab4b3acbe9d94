package io.cuepoint.api.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.api.system.DeadLetterView.Replay;
import io.cuepoint.api.system.DeadLetterView.TopicLetters;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, with topics of its own for each test. */
class DeadLetterDeskTest {
  private static EmbeddedBroker broker;

  private final Topic<?> topic =
      new Topic<>("clips." + UUID.randomUUID(), ClipSampled.class, message -> "");
  private final List<Topic<?>> topics = List.of(VideoRegistered.TOPIC, topic);
  private final DeadLetterDesk desk =
      new DeadLetterDesk(DeadLetterDeskTest::settings, to -> LetterSender.open(settings(), to));

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = EmbeddedBroker.start(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void makeTopics() throws Exception {
    try (Admin admin = Admin.create(settings())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic.name(), Optional.of(1), Optional.empty())
                      .configs(Map.of("max.message.bytes", "2000")),
                  new NewTopic(topic.deadLetters(), Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
    // the broker has to make a topic of its own before it first tells what a group has done
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(TimeoutException.class)
        .until(() -> desk.read(topics, 1).size() == 2);
  }

  @Test
  void showsWhatWasGivenUpAndWhy() throws Exception {
    giveUp("v1", "one");
    giveUp("v2", "two");
    List<TopicLetters> read = desk.read(topics, 100);
    assertThat(read).extracting(TopicLetters::topic).containsExactly(names());
    assertThat(read.get(0).kept()).isZero();
    assertThat(read.get(1).kept()).isEqualTo(2);
    assertThat(read.get(1).waiting()).isEqualTo(2);
    DeadLetterView.Letter newest = read.get(1).letters().get(0);
    assertThat(newest.key()).isEqualTo("v2");
    assertThat(newest.cause()).isEqualTo("two failed");
    assertThat(newest.originalPartition()).isEqualTo(3);
    assertThat(newest.originalOffset()).isEqualTo(77);
    assertThat(newest.deliveries()).isEqualTo(5);
    assertThat(newest.replayed()).isFalse();
    assertThat(desk.read(topics, 1).get(1).letters()).containsExactly(newest);
  }

  @Test
  void sendsEachLetterAgainOnceAsItWas() throws Exception {
    giveUp("v1", "one");
    giveUp("v2", "two");
    assertThat(desk.replay(topic)).isEqualTo(new Replay(topic.name(), 2, 0));
    assertThat(desk.replay(topic)).isEqualTo(new Replay(topic.name(), 0, 0));
    giveUp("v3", "three");
    assertThat(desk.replay(topic)).isEqualTo(new Replay(topic.name(), 1, 0));

    List<ConsumerRecord<byte[], byte[]>> sent = messages(3);
    assertThat(sent)
        .extracting(message -> new String(message.key(), UTF_8))
        .containsExactly("v1", "v2", "v3");
    assertThat(new String(sent.get(2).value(), UTF_8)).isEqualTo("three");
    assertThat(sent.get(0).headers().toArray()).hasSize(1);
    assertThat(new String(sent.get(0).headers().lastHeader("traceparent").value(), UTF_8))
        .isEqualTo("00-1");
    TopicLetters after = desk.read(topics, 100).get(1);
    assertThat(after.kept()).isEqualTo(3);
    assertThat(after.waiting()).isZero();
    assertThat(after.letters()).allMatch(DeadLetterView.Letter::replayed);
  }

  @Test
  void stopsAtALetterThatTheBrokerRefusesAndKeepsIt() throws Exception {
    giveUp("v1", "one");
    giveUp("v2", "x".repeat(5000));
    assertThat(desk.replay(topic)).isEqualTo(new Replay(topic.name(), 1, 1));
    assertThat(desk.replay(topic)).isEqualTo(new Replay(topic.name(), 0, 1));
    assertThat(messages(1)).hasSize(1);
    assertThat(desk.read(topics, 100).get(1).waiting()).isEqualTo(1);
  }

  private void giveUp(String key, String value) throws Exception {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic.deadLetters(), key.getBytes(UTF_8), value.getBytes(UTF_8));
    Map.of(
            "traceparent", "00-1",
            "cause", value + " failed",
            "original-topic", topic.name(),
            "original-partition", "3",
            "original-offset", "77",
            "deliveries", "5")
        .forEach((name, text) -> letter.headers().add(name, text.getBytes(UTF_8)));
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(letter).get();
    }
  }

  /** All messages of the topic, of which there are {@code count} at least. */
  private List<ConsumerRecord<byte[], byte[]>> messages(int count) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      assertThat(end).isGreaterThanOrEqualTo(count);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }

  private String[] names() {
    return topics.stream().map(Topic::name).toArray(String[]::new);
  }

  private static Map<String, Object> settings() {
    return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
