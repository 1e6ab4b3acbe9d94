package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.embedded.ChildProcess;
import io.cuepoint.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareGroupQueueTest extends WorkQueueContract {
  @Override
  QueueMode mode() {
    return QueueMode.SHARE_GROUP;
  }

  @Test
  void isTakenWhereTheBrokerOffersIt() {
    assertThat(new KafkaTopics(connection).createMissing(QueueMode.AUTO))
        .isEqualTo(QueueMode.SHARE_GROUP);
  }

  @Test
  void givesUpAnItemWhoseHoldersDiedTooOften() {
    consume(1, new RecordingHandler(job -> {})).close(); // sets the group up
    publish("killer");
    Map<String, Object> settings = connection.settings();
    settings.put("group.id", TestQueues.GROUP + topic().name());
    settings.put("share.acknowledgement.mode", "explicit");
    try (KafkaShareConsumer<String, String> holder =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      holder.subscribe(List.of(topic().name()));
      for (int deliveries = 0; deliveries < 3; ) {
        for (ConsumerRecord<String, String> record : holder.poll(Duration.ofMillis(200))) {
          deliveries++;
          holder.acknowledge(record, AcknowledgeType.RELEASE);
        }
        holder.commitSync();
      }
    }
    RecordingHandler handler = new RecordingHandler(job -> {});
    consume(1, handler);
    await().atMost(Duration.ofSeconds(60)).until(() -> handler.abandoned.containsKey("killer"));
    assertThat(handler.begun).isEmpty();
    assertThat(header(deadLetters(1).get(0), "cause")).contains("delivered 4 times");
  }

  @Test
  void doesNotCountTheDeathsOfBrokerAndHolderTogether(@TempDir Path home) throws Exception {
    String topic = topic().name();
    int deaths = TestQueues.usual().maxTries() + 1;
    for (int i = 0; i < deaths; i++) {
      try (ChildProcess standalone =
          HoldingProcess.start(mode(), home.toString(), topic, topic, TestQueues.usual().lock())) {
        assertThat(standalone.await("HOLDING ")).isEqualTo("job");
      }
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(home)) {
      KafkaConnection again = TestQueues.connection(broker.bootstrapServers());
      RecordingHandler handler = new RecordingHandler(job -> {});
      try (KafkaMessagePublisher publisher = new KafkaMessagePublisher(again, Traces.none());
          WorkQueue.Subscription subscription =
              TestQueues.of(mode(), again, TestQueues.usual(), new DeadLetters(publisher))
                  .consume(topic(), topic, 1, handler)) {
        assertThat(subscription).isNotNull();
        await().atMost(Duration.ofSeconds(60)).until(() -> handler.done.contains("job"));
      }
      assertThat(handler.abandoned).isEmpty();
    }
  }
}
