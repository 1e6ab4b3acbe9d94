package io.cuepoint.api.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.api.system.QueueView.Waiting;
import io.cuepoint.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, with topics and groups of its own for each test. */
class QueueControllerTest {
  private static final Waiting NOTHING = new Waiting(0, 0);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static EmbeddedBroker broker;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final String bulk = "clips." + UUID.randomUUID();
  private final String asked = "asked." + UUID.randomUUID();
  private final String videos = "videos." + UUID.randomUUID();
  private final Admin admin = Admin.create(settings());
  private final BrokerFacts facts =
      new BrokerFacts(
          Admin.create(settings()), Map.of(bulk, "of-" + bulk, asked, "of-" + asked, videos, "v"));
  private final QueueController controller =
      new QueueController(
          facts,
          new OldestItem(QueueControllerTest::settings),
          Set.of(videos),
          Set.of(bulk, asked),
          Clock.fixed(now, ZoneOffset.UTC));

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
    List<NewTopic> topics =
        List.of(
            new NewTopic(bulk, Optional.of(2), Optional.empty()),
            new NewTopic(asked, Optional.of(1), Optional.empty()),
            new NewTopic(videos, Optional.of(1), Optional.empty()));
    admin.createTopics(topics).all().get();
  }

  @AfterEach
  void close() {
    facts.close();
    admin.close();
  }

  @Test
  void countsWhatNoOneHasTakenYetAndTellsTheOldestOfAllTopics() throws Exception {
    assertThat(read()).isEqualTo(new QueueView(NOTHING, NOTHING));
    send(bulk, 0, 30);
    send(bulk, 1, 70);
    send(asked, 0, 50);
    assertThat(read()).isEqualTo(new QueueView(NOTHING, new Waiting(3, 70)));
    send(videos, 0, 5);
    assertThat(read()).isEqualTo(new QueueView(new Waiting(1, 5), new Waiting(3, 70)));
  }

  @Test
  void leavesOutWhatAConsumerGroupHasCommitted() throws Exception {
    send(bulk, 0, 90);
    send(bulk, 0, 40);
    TopicPartition partition = new TopicPartition(bulk, 0);
    admin
        .alterConsumerGroupOffsets("of-" + bulk, Map.of(partition, new OffsetAndMetadata(1)))
        .all()
        .get();
    assertThat(read().clips()).isEqualTo(new Waiting(1, 40));
    admin
        .alterConsumerGroupOffsets("of-" + bulk, Map.of(partition, new OffsetAndMetadata(2)))
        .all()
        .get();
    assertThat(read().clips()).isEqualTo(NOTHING);
  }

  @Test
  void leavesOutWhatAShareGroupHasDoneAndKeepsWhatIsStillHeld() throws Exception {
    send(asked, 0, 90);
    send(asked, 0, 60);
    send(asked, 0, 30);
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "of-" + asked);
    AlterConfigOp earliest =
        new AlterConfigOp(
            new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(group, List.of(earliest))).all().get();
    Map<String, Object> settings = settings();
    settings.put("group.id", "of-" + asked);
    settings.put("share.acknowledgement.mode", "explicit");
    settings.put("share.acquire.mode", "record_limit");
    settings.put("max.poll.records", 1);
    try (KafkaShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(asked));
      finishOne(consumer);
      await(new Waiting(2, 60));
      ConsumerRecord<byte[], byte[]> held = take(consumer);
      await(new Waiting(2, 60));
      consumer.acknowledge(held, AcknowledgeType.ACCEPT);
      consumer.commitSync();
      finishOne(consumer);
      await(NOTHING);
    }
  }

  private void await(Waiting expected) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(read().clips()).isEqualTo(expected));
  }

  private static void finishOne(KafkaShareConsumer<byte[], byte[]> consumer) {
    consumer.acknowledge(take(consumer), AcknowledgeType.ACCEPT);
    consumer.commitSync();
  }

  private static ConsumerRecord<byte[], byte[]> take(KafkaShareConsumer<byte[], byte[]> consumer) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> consumer.poll(Duration.ofMillis(200)), records -> !records.isEmpty())
        .iterator()
        .next();
  }

  /** What it says once the broker answers in time, which for a new topic or group takes a while. */
  private QueueView read() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ProblemException.class)
        .until(controller::read, answer -> true);
  }

  private void send(String topic, int partition, long secondsAgo) throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      long sent = now.minusSeconds(secondsAgo).toEpochMilli();
      producer
          .send(new ProducerRecord<>(topic, partition, sent, null, "item".getBytes(UTF_8)))
          .get();
    }
  }

  private static Map<String, Object> settings() {
    return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
