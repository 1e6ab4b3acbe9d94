package io.cuepoint.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.embedded.DatabaseOptions;
import io.cuepoint.embedded.EmbeddedDatabase;
import io.cuepoint.testservers.TestPort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class EventIndexApplicationTest {
  @TempDir Path home;

  @Test
  void isReadyWhenDatabaseAndBrokerAnswerAndShowsItsMetrics() throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.from(EventIndexApplication::main)
            .run(
                "--server.port=0",
                "--cuepoint.home=" + home,
                "--cuepoint.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--cuepoint.database.pgvector=optional",
                "--cuepoint.database.url=" + TestDatabase.create(),
                "--cuepoint.database.user=" + TestDatabase.server().user(),
                "--cuepoint.database.password=" + TestDatabase.server().password())
            .getApplicationContext()) {
      String address =
          "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");

      awaitReady(address + "/actuator/health/readiness");
      assertThat(get(address + "/actuator/prometheus").body()).contains("index_outbox_pending");
    }
  }

  @Test
  void livesAndSaysThatItWaitsForTheDatabaseUntilThatIsThere() throws Exception {
    String address = "http://127.0.0.1:" + TestPort.choose();
    DatabaseOptions options = DatabaseOptions.defaults().withPort(TestPort.choose());
    EmbeddedDatabase away = EmbeddedDatabase.start(home.resolve("database"), options);
    away.close();
    CompletableFuture<ConfigurableApplicationContext> starting =
        CompletableFuture.supplyAsync(
            () ->
                SpringApplication.from(EventIndexApplication::main)
                    .run(
                        "--server.port=" + URI.create(address).getPort(),
                        "--cuepoint.home=" + home,
                        "--cuepoint.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                        "--cuepoint.database.start-timeout=5m",
                        "--cuepoint.database.pgvector=optional",
                        "--cuepoint.database.url=" + away.jdbcUrl(),
                        "--cuepoint.database.user=" + away.user(),
                        "--cuepoint.database.password=" + away.password())
                    .getApplicationContext());
    String readiness = address + "/actuator/health/readiness";
    String reason =
        "waiting for PostgreSQL at 127.0.0.1:%d for \\d+ s: ConnectException: Connection refused"
            .formatted(options.port());
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = get(readiness);
              assertThat(answer.statusCode()).isEqualTo(503);
              assertThat(answer.body()).containsPattern(reason).doesNotContain(away.password());
            });
    assertThat(get(address + "/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(starting).isNotDone();
    try (EmbeddedDatabase there = EmbeddedDatabase.start(home.resolve("database"), options);
        ConfigurableApplicationContext context = starting.get(5, TimeUnit.MINUTES)) {
      assertThat(there.jdbcUrl()).isEqualTo(away.jdbcUrl());
      assertThat(context.isRunning()).isTrue();
      awaitReady(readiness);
    }
  }

  /** A broker that is slow to answer makes it unready for a while. */
  private static void awaitReady(String readiness) {
    await().atMost(Duration.ofMinutes(1)).until(() -> get(readiness).statusCode() == 200);
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
