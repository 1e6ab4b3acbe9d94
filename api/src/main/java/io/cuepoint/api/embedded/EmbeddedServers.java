package io.cuepoint.api.embedded;

import io.cuepoint.embedded.DatabaseOptions;
import io.cuepoint.embedded.EmbeddedBroker;
import io.cuepoint.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** The broker and the database inside; an outside one that is configured takes its place. */
final class EmbeddedServers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  private final Environment environment;
  private final @Nullable FutureTask<EmbeddedBroker> broker;
  private final @Nullable FutureTask<EmbeddedDatabase> database;
  private @Nullable Thread brokerStarter;
  private @Nullable Thread databaseStarter;

  EmbeddedServers(Path home, Environment environment) {
    this.environment = environment;
    this.broker =
        environment.containsProperty("cuepoint.kafka.bootstrap-servers")
            ? null
            : new FutureTask<>(
                () -> EmbeddedBroker.start(home.resolve("broker"), port("broker-port")));
    DatabaseOptions options =
        DatabaseOptions.defaults()
            .withPort(port("database-port"))
            .withPgvector(environment.getProperty("cuepoint.embedded.pgvector", ""));
    this.database =
        environment.containsProperty("cuepoint.database.url")
            ? null
            : new FutureTask<>(() -> EmbeddedDatabase.start(home.resolve("database"), options));
  }

  private int port(String name) {
    return environment.getProperty("cuepoint.embedded." + name, Integer.class, 0);
  }

  /** Starts both at the same time; returns the properties by which the services find them. */
  Map<String, Object> start() {
    brokerStarter = begin(broker, "broker-start");
    databaseStarter = begin(database, "database-start");
    Map<String, Object> properties = new HashMap<>();
    EmbeddedDatabase startedDatabase = result(database);
    if (startedDatabase != null) {
      properties.put("cuepoint.database.url", startedDatabase.jdbcUrl());
      properties.put("cuepoint.database.user", startedDatabase.user());
      properties.put("cuepoint.database.password", startedDatabase.password());
      if (!environment.containsProperty("cuepoint.database.pgvector")) {
        properties.put("cuepoint.database.pgvector", "optional");
      }
      String lacking = startedDatabase.pgvectorLacking();
      if (lacking != null) {
        properties.put("cuepoint.embedded.pgvector-lacking", lacking);
      }
    }
    EmbeddedBroker startedBroker = result(broker);
    if (startedBroker != null) {
      properties.put("cuepoint.kafka.bootstrap-servers", startedBroker.bootstrapServers());
      properties.put("cuepoint.kafka.replication-factor", "1");
    }
    return properties;
  }

  private static @Nullable Thread begin(@Nullable FutureTask<?> task, String name) {
    if (task == null) {
      return null;
    }
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static <T> @Nullable T result(@Nullable FutureTask<T> task) {
    if (task == null) {
      return null;
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Stops the broker, then the database; one that is just starting is not left behind. */
  @Override
  public void close() {
    stop(broker, brokerStarter);
    if (databaseStarter != null && database != null && !database.isDone()) {
      databaseStarter.interrupt(); // it breaks off; the broker can only be waited for
    }
    stop(database, databaseStarter);
  }

  private static void stop(
      @Nullable FutureTask<? extends AutoCloseable> task, @Nullable Thread starter) {
    if (task == null || starter == null) {
      return;
    }
    try {
      task.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS).close();
    } catch (ExecutionException e) {
      log.debug("it never started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("stopping a server: {}", e.toString());
    }
  }
}
