package io.cuepoint.index.outbox;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.index.TestBroker;
import io.cuepoint.index.TestStore;
import io.cuepoint.index.TestVideos;
import io.cuepoint.index.store.VideoStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

@SuppressWarnings("try") // a relay runs for as long as its block
class OutboxRelayTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final OutboxProperties FAST =
      new OutboxProperties(ofMillis(20), 3, Duration.ofDays(7), 1000, ofMillis(50));

  private TestStore store;
  private VideoStore videos;
  private final List<OutboxRow> received = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    store = new TestStore(Map.of());
    videos = store.get(VideoStore.class);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void sendsWhatWasCommittedBeforeItRan() {
    List<String> ids = register(7);

    try (Running relay = relay(new Recording())) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).hasSize(7));
    }
    assertThat(received).extracting(OutboxRow::key).isEqualTo(ids);
    assertThat(received).extracting(OutboxRow::seq).isSorted();
  }

  @Test
  void sendsAgainWhatWasNotKept() {
    List<String> ids = register(4);
    Recording sender = new Recording();
    sender.failures = 2;

    try (Running relay = relay(sender)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(received).extracting(OutboxRow::key).containsAll(ids));
    }
  }

  @Test
  void goesOnWhereItStopped() {
    register(2);
    try (Running relay = relay(new Recording())) {
      await().atMost(PATIENCE).until(() -> received.size() == 2);
      await().atMost(PATIENCE).until(() -> sent() == received.get(1).seq());
    }
    List<String> later = register(3);
    try (Running relay = relay(new Recording())) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).hasSize(5));
    }
    assertThat(received.subList(2, 5)).extracting(OutboxRow::key).isEqualTo(later);
  }

  @Test
  void oneSendsAndTheOtherTakesOver() {
    Running first = relay(new Recording());
    register(1);
    await().atMost(PATIENCE).until(() -> received.size() == 1);
    try (Running second = relay(new Recording())) {
      register(5);
      await().atMost(PATIENCE).until(() -> received.size() == 6);
      first.close();
      register(2);
      await().atMost(PATIENCE).until(() -> received.size() == 8);
      assertThat(received).extracting(OutboxRow::seq).doesNotHaveDuplicates();
    }
  }

  @Test
  void removesOnlyWhatWasSentAndIsOldOrTooMuch() throws Exception {
    register(6);
    JdbcTemplate jdbc = store.get(JdbcTemplate.class);
    try (OutboxSession session = OutboxSession.tryOpen(store.get(DataSource.class)).orElseThrow()) {
      assertThat(session.prune(Duration.ofDays(1), 2)).as("nothing was sent").isZero();
      List<OutboxRow> rows = session.next(10);
      session.sent(rows.get(4).seq());
      assertThat(session.prune(Duration.ofDays(1), 3)).as("beyond three rows").isEqualTo(3);
      jdbc.update("update outbox set created_at = now() - interval '2 days'");
      assertThat(session.prune(Duration.ofDays(1), 100)).as("old and sent").isEqualTo(2);
      assertThat(session.pending()).isEqualTo(1);
    }
  }

  @Test
  void theBrokerGetsTheMessageAsItWasWritten() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(VideoRegistered.TOPIC.name(), 1, (short) 1)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .exceptionally(alreadyThere -> null)
          .get();
    }
    String id = register(1).get(0);

    try (Running relay =
            relay(
                new KafkaOutboxSender(Map.of("bootstrap.servers", TestBroker.bootstrapServers())));
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers", TestBroker.bootstrapServers(),
                    "group.id", "outbox-test",
                    "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
      consumer.subscribe(List.of(VideoRegistered.TOPIC.name()));
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(ofMillis(100)).forEach(records::add);
                return records.stream().anyMatch(r -> r.key().equals(id));
              });
      assertThat(records)
          .filteredOn(r -> r.key().equals(id))
          .singleElement()
          .satisfies(r -> assertThat(r.value()).contains("\"videoId\":\"" + id + "\""))
          .satisfies(r -> assertThat(r.headers()).as("without a tracer").isEmpty());
    }
  }

  private long sent() {
    return store
        .get(JdbcTemplate.class)
        .queryForObject("select sent from outbox_relay", Long.class);
  }

  private List<String> register(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(videos.register(TestVideos.named("v")).video().id().toString());
    }
    return ids;
  }

  private Running relay(OutboxSender sender) {
    OutboxRelay relay = new OutboxRelay(store.get(DataSource.class), () -> sender, FAST);
    relay.start();
    return relay::stop;
  }

  private interface Running extends AutoCloseable {
    @Override
    void close();
  }

  private final class Recording implements OutboxSender {
    int failures;

    @Override
    public void send(List<OutboxRow> rows) throws IOException {
      if (failures > 0) {
        failures--;
        received.add(rows.get(0));
        throw new IOException("the broker went away after the first");
      }
      received.addAll(rows);
    }

    @Override
    public void close() {}
  }
}
