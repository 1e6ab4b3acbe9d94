package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.Topic;
import io.cuepoint.index.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class QueueConfigurationTest {
  private static <T> T defaults(String prefix, Class<T> type) {
    return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate(prefix, type);
  }

  @Test
  void hasTheDocumentedDefaults() {
    assertThat(defaults("cuepoint", QueueProperties.class).queue()).isEqualTo(QueueMode.AUTO);
    assertThat(defaults("cuepoint.work", WorkProperties.class))
        .isEqualTo(
            new WorkProperties(
                Duration.ofSeconds(30),
                8,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10)));
    assertThat(defaults("cuepoint.kafka", KafkaProperties.class))
        .isEqualTo(
            new KafkaProperties(
                "127.0.0.1:9092",
                Map.of(),
                Duration.ofMinutes(2),
                4,
                Map.of(),
                (short) -1,
                Duration.ofDays(365),
                DataSize.ofGigabytes(1),
                DataSize.ofMegabytes(16),
                Duration.ofSeconds(30)));
  }

  @Test
  void waitsLongerAfterEachFailureUpToTheMost() {
    WorkProperties properties = defaults("cuepoint.work", WorkProperties.class);
    assertThat(properties.backoffAfter(1)).hasSeconds(1);
    assertThat(properties.backoffAfter(3)).hasSeconds(4);
    assertThat(properties.backoffAfter(1000)).hasSeconds(30);
  }

  @Test
  void createsTopicsWithTheirSettingsAndLeavesThemAlone() throws Exception {
    KafkaConnection connection = TestQueues.connection(TestBroker.bootstrapServers());
    KafkaTopics topics = new KafkaTopics(connection);
    assertThat(topics.createMissing(QueueMode.AUTO)).isEqualTo(QueueMode.SHARE_GROUP);
    assertThat(topics.createMissing(QueueMode.SHARE_GROUP)).isEqualTo(QueueMode.SHARE_GROUP);
    try (Admin admin = connection.admin()) {
      Set<String> names = admin.listTopics().names().get();
      assertThat(names)
          .contains(ClipSampled.TOPIC.name(), ClipSampled.TOPIC.deadLetters())
          .contains(EventIndexed.TOPIC.name())
          .doesNotContain(EventIndexed.TOPIC.deadLetters());
      assertThat(partitions(admin, ClipSampled.TOPIC.name())).isEqualTo(1);
      assertThat(partitions(admin, EventLocalized.TOPIC.name())).isEqualTo(2);
      for (Topic<ClipSampled> lane : ClipSampled.LANES) {
        assertThat(partitions(admin, lane.name())).as(lane.name()).isEqualTo(1);
        assertThat(names).contains(lane.deadLetters());
      }
      assertThat(setting(admin, ModelProfile.TOPIC.name(), "cleanup.policy")).isEqualTo("compact");
      assertThat(setting(admin, ClipSampled.TOPIC.name(), "retention.ms"))
          .isEqualTo(Long.toString(Duration.ofDays(1).toMillis()));
    }
  }

  @Test
  void namesWhereATopicIsOtherThanWanted() throws Exception {
    KafkaConnection connection = TestQueues.connection(TestBroker.bootstrapServers());
    try (Admin admin = connection.admin()) {
      NewTopic made = new NewTopic("made-by-an-operator", 1, (short) 1);
      made.configs(Map.of("retention.ms", "60000", "cleanup.policy", "delete"));
      KafkaTopics.create(admin, List.of(made));
      await().ignoreExceptions().until(() -> partitions(admin, made.name()) == 1);
      NewTopic wanted = new NewTopic("made-by-an-operator", 3, (short) 2);
      wanted.configs(Map.of("retention.ms", "120000", "cleanup.policy", "delete"));
      assertThat(TopicDifferences.of(admin, List.of(wanted)))
          .containsExactly(
              "made-by-an-operator: partitions is 1 (expected: 3)",
              "made-by-an-operator: replication factor is 1 (expected: 2)",
              "made-by-an-operator: retention.ms is 60000 (expected: 120000)");
      assertThat(TopicDifferences.of(admin, List.of(made))).isEmpty();
    }
  }

  private static int partitions(Admin admin, String topic) throws Exception {
    return admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic).partitions().size();
  }

  private static String setting(Admin admin, String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(Set.of(resource)).all().get().get(resource);
    return config.get(name).value();
  }

  @Test
  void takesTheNumberOfPartitionsOfSingleTopics() {
    Map<String, String> properties =
        Map.of("cuepoint.kafka.topic-partitions[cuepoint.clip.sampled.v1]", "7");
    KafkaProperties kafka =
        new Binder(new MapConfigurationPropertySource(properties))
            .bindOrCreate("cuepoint.kafka", KafkaProperties.class);
    List<NewTopic> topics = new KafkaTopics(new KafkaConnection(kafka)).all(QueueMode.SHARE_GROUP);
    assertThat(partitions(topics, ClipSampled.TOPIC.name())).isEqualTo(7);
    assertThat(partitions(topics, ClipSampled.ASKED.name())).isEqualTo(1);
    assertThat(partitions(topics, EventLocalized.TOPIC.name())).isEqualTo(4);
  }

  @Test
  void givesEveryLaneOfClipsThePartitionsOfAWorkQueue() {
    KafkaProperties kafka =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("cuepoint.kafka", KafkaProperties.class);
    KafkaTopics topics = new KafkaTopics(new KafkaConnection(kafka));
    for (Topic<ClipSampled> lane : ClipSampled.LANES) {
      assertThat(partitions(topics.all(QueueMode.SHARE_GROUP), lane.name())).isEqualTo(1);
      assertThat(partitions(topics.all(QueueMode.CONSUMER_GROUP), lane.name())).isEqualTo(4);
    }
  }

  private static int partitions(List<NewTopic> topics, String name) {
    return topics.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow()
        .numPartitions();
  }

  @Test
  void saysThatNoBrokerAnswers() {
    KafkaProperties nowhere =
        new KafkaProperties(
            "127.0.0.1:9",
            Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "500"),
            Duration.ofSeconds(2),
            1,
            Map.of(),
            (short) -1,
            Duration.ofDays(1),
            DataSize.ofMegabytes(1),
            DataSize.ofMegabytes(1),
            Duration.ofSeconds(1));
    assertThatThrownBy(
            () -> new KafkaTopics(new KafkaConnection(nowhere)).createMissing(QueueMode.AUTO))
        .isInstanceOf(BrokerUnavailableException.class)
        .hasMessageContaining("127.0.0.1:9 within 2 s");
  }
}
