package io.cuepoint.index.store;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database's schema up to date. Several processes may do so at once. */
final class DatabaseMigration {
  private DatabaseMigration() {}

  static Flyway flyway(DataSource database, Duration startTimeout) {
    return Flyway.configure()
        .dataSource(database)
        .locations("classpath:io/cuepoint/index/migration")
        // the transactional lock would hang CREATE INDEX CONCURRENTLY
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .connectRetries((int) Math.max(0, startTimeout.toSeconds()))
        .connectRetriesInterval(1)
        .load();
  }
}
