package io.cuepoint.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir Path home;

  private static String one(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void keepsRowsOverACleanRestartAndCanSwitchPgvectorOff() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
      assertThat(one(database, "show fsync")).isEqualTo("on");
      assertThat(one(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      execute(database, "create table kept as select 'kept' as word");
      if (database.pgvector()) {
        execute(database, "create extension vector with schema public");
        assertThat(one(database, "select '[1,2,3]'::vector <-> '[1,2,5]'::vector")).isEqualTo("2");
      } else {
        assertThat(database.pgvectorLacking()).isNotBlank();
      }
    }
    DatabaseOptions without = DatabaseOptions.defaults().withPgvector(DatabaseOptions.NONE);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(home, without)) {
      assertThat(one(database, "select word from kept")).isEqualTo("kept");
      assertThat(database.pgvector()).isFalse();
      assertThat(database.pgvectorLacking()).contains("none");
      assertThat(one(database, "select count(*) from pg_available_extensions where name='vector'"))
          .isEqualTo("0");
    }
  }

  @Test
  void refusesAFolderThatIsInUse() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
      assertThat(database.jdbcUrl()).contains("127.0.0.1");
      assertThatThrownBy(() -> EmbeddedDatabase.start(home))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("another database runs on");
    }
  }
}
