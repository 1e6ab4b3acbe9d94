package io.cuepoint.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A native Postgres 17 beside this JVM, listening on loopback only, with fsync on. Its data lie in
 * a folder and survive restarts and kills; a server that a killed JVM left behind is stopped before
 * the next start.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String DATABASE = "cuepoint";

  private final FolderLock lock;
  private final PostgresServer server;
  private final PostgresServer.Address address;
  private final @Nullable String pgvectorLacking;
  private boolean closed;

  private EmbeddedDatabase(
      FolderLock lock,
      PostgresServer server,
      PostgresServer.Address address,
      @Nullable String pgvectorLacking) {
    this.lock = lock;
    this.server = server;
    this.address = address;
    this.pgvectorLacking = pgvectorLacking;
  }

  public static EmbeddedDatabase start(Path folder) {
    return start(folder, DatabaseOptions.defaults());
  }

  /**
   * Starts the server, and makes its data folder where it is new.
   *
   * @throws EmbeddedStartException when the folder is in use or the server does not start
   */
  public static EmbeddedDatabase start(Path folder, DatabaseOptions options) {
    Path home = folder.toAbsolutePath().normalize();
    FolderLock lock = null;
    try {
      lock = FolderLock.tryTake(home);
      if (lock == null) {
        throw new EmbeddedStartException(
            "database.in-use",
            "another database runs on " + home + " (expected: one at a time)",
            null);
      }
      EmbeddedDatabase database = start(lock, home.toRealPath(), options);
      lock = null;
      return database;
    } catch (IOException | SQLException e) {
      throw new EmbeddedStartException(
          "database.not-started",
          "the database in " + home + " did not start: " + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      stopWhatStarted(home);
      Thread.currentThread().interrupt();
      throw new EmbeddedStartException("database.not-started", "interrupted while starting", e);
    } finally {
      close(lock);
    }
  }

  private static EmbeddedDatabase start(FolderLock lock, Path home, DatabaseOptions options)
      throws IOException, InterruptedException, SQLException {
    LeftoverProcesses.of(home).stop();
    Folders.deleteUnfinished(home);
    PostgresBinaries binaries = PostgresBinaries.in(home);
    String lacking = new Pgvector(home, options.pgvector()).installInto(binaries);
    if (lacking != null) {
      log.warn("no pgvector: {}", lacking);
    }
    PostgresServer server = new PostgresServer(home, binaries);
    PostgresServer.Address address = server.start(options.port(), options.timeout());
    EmbeddedDatabase database = new EmbeddedDatabase(lock, server, address, lacking);
    try {
      database.createIfAbsent(DATABASE);
    } catch (SQLException e) {
      server.stop();
      throw e;
    }
    return database;
  }

  private static void stopWhatStarted(Path home) {
    try {
      LeftoverProcesses.of(home.toRealPath()).stop();
    } catch (IOException | InterruptedException e) {
      log.warn("what was starting in {} may still run: {}", home, e.toString());
    }
  }

  /** Stops the server when the JVM exits, for callers that may forget to. */
  public EmbeddedDatabase stopWithJvm() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "embedded-database-stop"));
    return this;
  }

  public String jdbcUrl() {
    return address.url(DATABASE);
  }

  /** The URL of a further database on the same server, created where it is not there. */
  public String jdbcUrl(String database) {
    try {
      createIfAbsent(database);
    } catch (SQLException e) {
      throw new IllegalStateException("database " + database + ": " + e.getMessage(), e);
    }
    return address.url(database);
  }

  public String user() {
    return PostgresServer.USER;
  }

  public String password() {
    return address.password();
  }

  /** Whether {@code CREATE EXTENSION vector} works. */
  public boolean pgvector() {
    return pgvectorLacking == null;
  }

  /** Why there is no pgvector; null when there is. */
  public @Nullable String pgvectorLacking() {
    return pgvectorLacking;
  }

  private void createIfAbsent(String database) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(address.url("postgres"), user(), password())) {
      try (PreparedStatement query =
          connection.prepareStatement("select 1 from pg_database where datname = ?")) {
        query.setString(1, database);
        try (ResultSet found = query.executeQuery()) {
          if (found.next()) {
            return;
          }
        }
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("create database \"" + database.replace("\"", "\"\"") + "\"");
      }
    }
  }

  /** Stops the server, breaking off what still runs on it; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      server.stop();
    } catch (IOException e) {
      log.warn("stopping the database: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(lock);
    }
  }

  private static void close(@Nullable FolderLock lock) {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      log.warn("the database's lock file: {}", e.toString());
    }
  }
}
