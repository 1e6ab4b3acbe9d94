package io.cuepoint.index.store;

import io.cuepoint.start.StartStep;
import io.cuepoint.start.StartUp;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The tables, and by whom this process changes them: by the role that uses them, by a role of its
 * own that owns them, or not at all.
 */
public final class Schema {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Flyway flyway;
  private final @Nullable DataSource owner;
  private final String user;

  private Schema(Flyway flyway, @Nullable DataSource owner, String user) {
    this.flyway = flyway;
    this.owner = owner;
    this.user = user;
  }

  /**
   * Brings the tables up to date, or waits until another process did.
   *
   * @throws io.cuepoint.start.NotThereException when the database does not answer in the time for a
   *     start
   * @throws FlywayException when the tables are not made in that time
   */
  static Schema prepare(DataSource database, DatabaseProperties properties, StartUp startUp)
      throws InterruptedException {
    DatabaseWait.untilThere(properties, startUp);
    String name = properties.owner();
    if (name == null) {
      Flyway flyway = DatabaseMigration.flyway(database, properties.startTimeout());
      awaitMigrated(flyway, properties.startTimeout(), startUp);
      return new Schema(flyway, null, properties.user());
    }
    DataSource owner =
        name.equals(properties.user())
            ? database
            : new DriverManagerDataSource(properties.url(), name, properties.migrationPassword());
    Flyway flyway = DatabaseMigration.flyway(owner, properties.startTimeout());
    flyway.migrate();
    Schema schema = new Schema(flyway, owner, properties.user());
    schema.grant();
    return schema;
  }

  private static void awaitMigrated(Flyway flyway, Duration limit, StartUp startUp)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    try (StartStep step = startUp.begin("db", "waiting for the migration of the database")) {
      for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
        int pending = flyway.info().pending().length;
        if (pending == 0) {
          return;
        }
        if (System.nanoTime() + pause.toNanos() - end > 0) {
          throw new FlywayException(
              "the database lacks %d migrations after %d s (expected: another process makes them,"
                      .formatted(pending, limit.toSeconds())
                  + " as cuepoint.database.migrate is false here)");
        }
        step.failed("it lacks " + pending + " migrations");
        Thread.sleep(pause.toMillis());
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  Flyway flyway() {
    return flyway;
  }

  /** For statements that make or change tables; null where this process is not to. */
  public @Nullable DataSource owner() {
    return owner;
  }

  /** Lets the role that uses the tables use all there are now; for it to own them is enough. */
  public void grant() {
    if (owner == null) {
      return;
    }
    JdbcTemplate jdbc = new JdbcTemplate(owner);
    if (user.equals(jdbc.queryForObject("select current_user", String.class))) {
      return;
    }
    String role = '"' + user.replace("\"", "\"\"") + '"';
    jdbc.execute("grant usage on schema public to " + role);
    jdbc.execute("grant select, insert, update, delete on all tables in schema public to " + role);
    jdbc.execute("grant usage, select on all sequences in schema public to " + role);
  }
}
