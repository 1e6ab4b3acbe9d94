package io.cuepoint.api.embedded;

import io.cuepoint.embedded.DatabaseOptions;
import io.cuepoint.embedded.EmbeddedBroker;
import io.cuepoint.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The broker and the database inside; an outside one that is configured takes its place. */
final class EmbeddedServers implements AutoCloseable {
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

  /** Stops the broker, then the database; one that is just starting is broken off. */
  @Override
  public void close() {
    close(broker, brokerStarter);
    close(database, databaseStarter);
  }

  private static void close(
      @Nullable FutureTask<? extends AutoCloseable> task, @Nullable Thread starter) {
    if (task == null || starter == null) {
      return;
    }
    try {
      if (!task.isDone()) {
        starter.interrupt();
      }
      task.get().close();
    } catch (ExecutionException | CancellationException e) {
      // it never started
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
