package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cuepoint.embedded.DatabaseOptions;
import io.cuepoint.embedded.EmbeddedBroker;
import io.cuepoint.embedded.EmbeddedDatabase;
import io.cuepoint.testservers.TestPort;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The api's jar as a process that is there before its database. */
class LateDatabaseIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String LIVENESS = "/actuator/health/liveness";

  @TempDir Path folder;

  @Test
  void livesWhileItWaitsAndIsReadyWhenTheDatabaseIsThere() throws Exception {
    DatabaseOptions options = DatabaseOptions.defaults().withPort(TestPort.choose());
    EmbeddedDatabase away = EmbeddedDatabase.start(folder.resolve("postgres"), options);
    away.close();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
        Services services = new Services(folder, broker.bootstrapServers(), away)) {
      ServiceProcess impatient = services.start("api", "--cuepoint.database.start-timeout=1s");
      assertThatThrownBy(impatient::awaitReady)
          .hasMessageContaining("ended with 1 before it was ready")
          .hasMessageContaining("PostgreSQL at 127.0.0.1:" + options.port() + " was not there");
      services.stop(impatient);

      ServiceProcess stopped = services.start("api", "--cuepoint.database.start-timeout=5m");
      await().atMost(LIMIT).until(() -> stopped.status(LIVENESS) == 200);
      services.stop(stopped); // fails where it does not end

      ServiceProcess api = services.start("api", "--cuepoint.database.start-timeout=5m");
      await().atMost(LIMIT).until(() -> api.status(LIVENESS) == 200);
      assertThat(api.status("/actuator/health/readiness")).isEqualTo(503);
      assertThat(api.status("/v1/videos")).isEqualTo(503);
      try (EmbeddedDatabase there = EmbeddedDatabase.start(folder.resolve("postgres"), options)) {
        api.awaitReady();
        assertThat(api.status("/v1/videos")).isEqualTo(200);
        services.stop(api);
        assertThat(there.jdbcUrl()).isEqualTo(away.jdbcUrl());
      }
    }
  }
}
