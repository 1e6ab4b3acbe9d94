package io.cuepoint.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Runs both servers in a folder and writes to them until it is killed. Argument: the folder. */
final class ServersProcess {
  static final String TOPIC = "numbers";

  private ServersProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    System.out.println("STARTING");
    EmbeddedDatabase database =
        EmbeddedDatabase.start(
            home.resolve("database"),
            DatabaseOptions.defaults().withPgvector(DatabaseOptions.NONE));
    EmbeddedBroker broker = EmbeddedBroker.start(home.resolve("broker"));
    Map<String, Object> servers = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(servers)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer =
            new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer());
        Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create table numbers (n int)");
      for (int n = 1; n <= 200; n++) {
        producer.send(new ProducerRecord<>(TOPIC, "key", Integer.toString(n))).get();
        statement.execute("insert into numbers values (" + n + ")");
        System.out.println("KEPT " + n);
      }
      new CountDownLatch(1).await();
    }
  }
}
