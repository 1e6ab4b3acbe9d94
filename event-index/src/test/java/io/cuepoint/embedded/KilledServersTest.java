package io.cuepoint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KilledServersTest {
  private static final DatabaseOptions PLAIN =
      DatabaseOptions.defaults().withPgvector(DatabaseOptions.NONE);

  @TempDir Path home;

  @Test
  void keepsWhatWasConfirmedWhenTheProcessIsKilled() throws Exception {
    try (ChildProcess child = ChildProcess.start(ServersProcess.class, home.toString())) {
      child.await("KEPT 200");
      child.kill();
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(home.resolve("database"), PLAIN);
        Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*), max(n) from numbers")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(200);
      assertThat(row.getInt(2)).isEqualTo(200);
    }
    assertThat(LeftoverProcesses.of(home.toRealPath()).list()).isEmpty();
    try (EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("broker"))) {
      assertThat(numbers(broker)).hasSize(200).endsWith("200");
    }
  }

  private static List<String> numbers(EmbeddedBroker broker) {
    List<String> numbers = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(ServersProcess.TOPIC, 0);
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> numbers.add(r.value()));
                return numbers.size() >= 200;
              });
    }
    return numbers;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void startsAfterAKillAtAnyPointOfTheFirstStart(long seed) throws Exception {
    try (ChildProcess child = ChildProcess.start(ServersProcess.class, home.toString())) {
      child.await("STARTING");
      // somewhere between unpacking, initdb, formatting and the first rows
      TimeUnit.MILLISECONDS.sleep(new Random(seed).nextInt(6000));
      child.kill();
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(home.resolve("database"), PLAIN);
        EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("broker"))) {
      assertThat(database.jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
      assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
    }
    try (var left = Files.list(home.resolve("database"))) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.startsWith("new-"));
    }
  }

  @Test
  void isNotMisledByAProcessIdThatNowIsAnothers() throws Exception {
    Path folder = home.resolve("database");
    EmbeddedDatabase.start(folder, PLAIN).close();
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      Path data = folder.resolve("data");
      Files.writeString(
          data.resolve("postmaster.pid"), other.pid() + "\n" + data + "\n0\n1\n\n127.0.0.1\n");
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, PLAIN)) {
        assertThat(database.jdbcUrl()).isNotBlank();
      }
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }
}
