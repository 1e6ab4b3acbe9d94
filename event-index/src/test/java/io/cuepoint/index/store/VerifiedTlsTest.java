package io.cuepoint.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.cuepoint.embedded.EmbeddedDatabase;
import io.cuepoint.testservers.Certificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database over TLS, whose certificate is verified, by what stands in the address. */
class VerifiedTlsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void comesInWhereTheCertificateIsKnownAndNowhereElse() throws Exception {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("database"))) {
      Path data = folder.resolve("database/data");
      Certificate own = Certificate.make(folder, "postgres");
      Files.copy(own.certificate(), data.resolve("server.crt"));
      Files.copy(own.key(), data.resolve("server.key"));
      // as the folder's owner, who runs the server
      Files.setOwner(data.resolve("server.key"), Files.getOwner(data));
      Files.setOwner(data.resolve("server.crt"), Files.getOwner(data));
      Files.setPosixFilePermissions(
          data.resolve("server.key"), PosixFilePermissions.fromString("rw-------"));
      JdbcTemplate plain =
          new JdbcTemplate(
              new DriverManagerDataSource(server.jdbcUrl(), server.user(), server.password()));
      plain.execute("alter system set ssl = on");
      plain.execute("select pg_reload_conf()");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> plain.queryForObject("show ssl", String.class).equals("on"));

      try (HikariDataSource verified = open(server, own.certificate())) {
        assertThat(
                new JdbcTemplate(verified)
                    .queryForObject(
                        "select ssl from pg_stat_ssl where pid = pg_backend_pid()", Boolean.class))
            .isTrue();
      }
      Path another = Certificate.make(folder, "another").certificate();
      try (HikariDataSource refused = open(server, another)) {
        refused.setConnectionTimeout(1_000);
        // a connection may not come so far within the pool's time
        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThatThrownBy(refused::getConnection)
                        .hasStackTraceContaining("certification path"));
      }
    }
  }

  private static HikariDataSource open(EmbeddedDatabase server, Path trusted) {
    DatabaseProperties properties =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of(
                        "cuepoint.database.url",
                        server.jdbcUrl() + "?sslmode=verify-full&sslrootcert=" + trusted,
                        "cuepoint.database.user",
                        server.user(),
                        "cuepoint.database.password",
                        server.password())))
            .bindOrCreate("cuepoint.database", DatabaseProperties.class);
    return new StoreConfiguration().dataSource(properties);
  }
}
