package io.cuepoint.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrationTest {
  @Test
  void bringsAnEmptyDatabaseUpToDateAndEndsWithoutBroker() {
    String url = TestDatabase.create();
    String user = TestDatabase.server().user();
    String password = TestDatabase.server().password();
    JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(url, user, password));
    for (int time = 1; time <= 2; time++) {
      EventIndexApplication.main(
          new String[] {
            "migrate",
            "--cuepoint.database.url=" + url,
            "--cuepoint.database.user=" + user,
            "--cuepoint.database.password=" + password,
            "--cuepoint.database.pgvector=optional",
            "--cuepoint.kafka.bootstrap-servers=127.0.0.1:1"
          });
      assertThat(jdbc.queryForObject("select count(*) from event", Long.class)).isZero();
      assertThat(jdbc.queryForObject("select count(*) from embedding_model", Long.class)).isOne();
    }
  }

  @Test
  void failsWithTheReason() {
    assertThatThrownBy(
            () ->
                EventIndexApplication.main(
                    new String[] {"migrate", "--cuepoint.database.url=postgres://host/name"}))
        .hasStackTraceContaining("expected an address that begins with jdbc:postgresql:");
  }
}
