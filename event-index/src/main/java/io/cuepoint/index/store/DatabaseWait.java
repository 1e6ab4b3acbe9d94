package io.cuepoint.index.store;

import io.cuepoint.start.StartUp;
import io.cuepoint.start.StartWait;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Waits at the start for a database that does not answer yet, or does not let us in yet. */
final class DatabaseWait {
  private static final int SECONDS = 10;

  private DatabaseWait() {}

  /**
   * Returns once it lets in whoever makes the tables, or where that is another process, whoever
   * uses them.
   *
   * @throws io.cuepoint.start.NotThereException when it does not in time
   */
  static void untilThere(DatabaseProperties properties, StartUp startUp)
      throws InterruptedException {
    DriverManagerDataSource database = asking(properties);
    StartWait.untilThere(
        startUp,
        "db",
        "PostgreSQL at " + properties.address(),
        properties.startTimeout(),
        () -> ask(database));
  }

  private static DriverManagerDataSource asking(DatabaseProperties properties) {
    String user = properties.user();
    String name = Objects.requireNonNullElse(properties.owner(), user);
    String password = name.equals(user) ? properties.password() : properties.migrationPassword();
    DriverManagerDataSource database =
        new DriverManagerDataSource(properties.url(), name, password);
    Properties more = new Properties();
    more.setProperty("loginTimeout", Integer.toString(SECONDS));
    database.setConnectionProperties(more);
    return database;
  }

  private static void ask(DriverManagerDataSource database) throws IOException {
    try {
      database.getConnection().close();
    } catch (SQLException e) {
      throw new IOException(reason(e), e);
    }
  }

  /** The driver's own words for a host that does not answer are a long advice. */
  private static String reason(SQLException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return root == failure ? message : root.getClass().getSimpleName() + ": " + message;
  }
}
