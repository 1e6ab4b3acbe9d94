package io.cuepoint.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.Task;
import io.cuepoint.embedded.EmbeddedDatabase;
import io.cuepoint.index.EventIndexApplication;
import io.cuepoint.index.IndexConfiguration;
import io.cuepoint.index.TestDatabase;
import io.cuepoint.index.search.VectorSearch;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One role owns the tables, another uses them. */
class RolesTest {
  private final EmbeddedDatabase server = TestDatabase.server();

  @Test
  void theServicesRoleUsesTablesThatItCannotChange() {
    String url = database("owner_a", "service_a");
    EventIndexApplication.main(
        new String[] {
          "migrate",
          "--cuepoint.database.url=" + url,
          "--cuepoint.database.pgvector=" + (server.pgvector() ? "required" : "optional"),
          "--cuepoint.database.user=service_a",
          "--cuepoint.database.password=pass",
          "--cuepoint.database.migration-user=owner_a",
          "--cuepoint.database.migration-password=pass",
        });
    try (ConfigurableApplicationContext service = service(url, "service_a")) {
      assertThat(service.getBean(VectorSearch.class).pgvector()).isEqualTo(server.pgvector());
      UUID id = UUID.randomUUID();
      service
          .getBean(VideoStore.class)
          .register(new NewVideo(id, "a", "videos/a", 1, "00", null, List.of(), Task.DENSE));
      assertThat(service.getBean(VideoStore.class).find(id)).isPresent();
      JdbcTemplate jdbc = service.getBean(JdbcTemplate.class);
      assertThatThrownBy(() -> jdbc.execute("alter table video add column more text"))
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageContaining("must be owner");
      assertThatThrownBy(() -> jdbc.execute("create table more (a int)"))
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void aServiceWaitsForTheMigrationAndSaysSo() {
    String url = database("owner_b", "service_b");
    assertThatThrownBy(() -> service(url, "service_b").close())
        .hasRootCauseInstanceOf(FlywayException.class)
        .rootCause()
        .hasMessageContaining("lacks")
        .hasMessageContaining("cuepoint.database.migrate");
  }

  private ConfigurableApplicationContext service(String url, String user) {
    return new SpringApplicationBuilder(IndexConfiguration.class)
        .web(WebApplicationType.NONE)
        .properties(
            "cuepoint.database.url=" + url,
            "cuepoint.database.user=" + user,
            "cuepoint.database.password=pass",
            "cuepoint.database.migrate=false",
            "cuepoint.database.start-timeout=3s",
            "cuepoint.database.pgvector=" + (server.pgvector() ? "required" : "optional"),
            "logging.level.org.springframework=OFF",
            "spring.main.banner-mode=off")
        .run();
  }

  /** A new database of {@code owner}, with pgvector, which only a superuser can bring in. */
  private String database(String owner, String user) {
    String url = TestDatabase.create();
    JdbcTemplate all =
        new JdbcTemplate(new DriverManagerDataSource(url, server.user(), server.password()));
    for (String role : new String[] {owner, user}) {
      all.execute("create role " + role + " login password 'pass'");
    }
    String name = url.substring(url.lastIndexOf('/') + 1);
    all.execute("alter database " + name + " owner to " + owner);
    if (server.pgvector()) {
      all.execute("create extension vector with schema public");
    }
    return url;
  }
}
