package io.cuepoint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir Path home;

  @Test
  void keepsMessagesOverACleanRestartOnOtherPorts() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(home)) {
      Map<String, Object> servers = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(servers)) {
        admin.createTopics(List.of(new NewTopic("words", 1, (short) 1))).all().get();
        assertThat(
                admin
                    .describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get("share.version")
                    .maxVersionLevel())
            .isEqualTo((short) 1);
      }
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>("words", "key", "kept")).get();
      }
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(home);
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("words", 0);
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(consumer.poll(Duration.ofMillis(500)))
                      .extracting(ConsumerRecord::value)
                      .containsExactly("kept"));
    }
  }
}
