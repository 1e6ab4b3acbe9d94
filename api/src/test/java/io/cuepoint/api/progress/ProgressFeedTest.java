package io.cuepoint.api.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.ClipProgress;
import io.cuepoint.contract.ClipProgress.Stage;
import io.cuepoint.embedded.EmbeddedBroker;
import io.cuepoint.queue.ContractJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker. */
class ProgressFeedTest {
  private static final UUID VIDEO = new UUID(1, 1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Test
  void knowsWhatWasToldBeforeItsStartAndAfterWhateverCannotBeRead(@TempDir Path folder)
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
      ClipsUnderway underway = new ClipsUnderway(Clock.systemUTC());
      ProgressFeed feed = new ProgressFeed(() -> new HashMap<>(settings), underway);
      try (Admin admin = Admin.create(settings);
          Producer<byte[], byte[]> producer =
              new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        String topic = ClipProgress.TOPIC.name();
        admin
            .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
            .all()
            .get();
        send(producer, written(1, Stage.VISION));
        feed.start();
        await().atMost(PATIENCE).until(() -> underway.of(VIDEO).size() == 1);
        send(producer, "no json");
        send(producer, written(2, Stage.ANSWER));
        send(producer, written(1, Stage.OVER));
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(underway.of(VIDEO))
                        .containsExactly(TestProgress.of(VIDEO, 2, Stage.ANSWER, now)));
      } finally {
        feed.stop();
      }
    }
  }

  private String written(int clip, Stage stage) {
    return ContractJson.mapper().writeValueAsString(TestProgress.of(VIDEO, clip, stage, now));
  }

  private static void send(Producer<byte[], byte[]> producer, String message) throws Exception {
    producer.send(new ProducerRecord<>(ClipProgress.TOPIC.name(), message.getBytes(UTF_8))).get();
  }
}
