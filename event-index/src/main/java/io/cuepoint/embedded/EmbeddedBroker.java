package io.cuepoint.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own KRaft server, broker and controller in one, inside this JVM, listening on loopback
 * only. Its log lies in a folder and survives restarts and kills of the process; the ports may
 * differ from start to start.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final int TRIES_FOR_A_FREE_PORT = 5;

  private final FolderLock lock;
  private final KafkaRaftServer server;
  private final int port;
  private boolean closed;

  private EmbeddedBroker(FolderLock lock, KafkaRaftServer server, int port) {
    this.lock = lock;
    this.server = server;
    this.port = port;
  }

  /** Starts on free ports. */
  public static EmbeddedBroker start(Path folder) {
    return start(folder, 0);
  }

  /**
   * Starts, and formats the folder where it is new.
   *
   * @param port of the broker's listener; 0 takes a free one
   * @throws EmbeddedStartException when the folder is in use or the server does not start
   */
  public static EmbeddedBroker start(Path folder, int port) {
    Path home = folder.toAbsolutePath().normalize();
    FolderLock lock = lock(home);
    try {
      Folders.deleteUnfinished(home);
      Path data = home.resolve("log");
      if (!Files.exists(data)) {
        Folders.createWhole(data, EmbeddedBroker::format);
      }
      return start(lock, data, port);
    } catch (IOException | RuntimeException | InterruptedException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      close(lock);
      if (e instanceof EmbeddedStartException known) {
        throw known;
      }
      throw failed(home, e);
    }
  }

  private static FolderLock lock(Path home) {
    FolderLock lock;
    try {
      lock = FolderLock.tryTake(home);
    } catch (IOException e) {
      throw failed(home, e);
    }
    if (lock == null) {
      throw new EmbeddedStartException(
          "broker.in-use", "another broker runs on " + home + " (expected: one at a time)", null);
    }
    return lock;
  }

  private static EmbeddedBroker start(FolderLock lock, Path data, int wantedPort) {
    for (int attempt = 1; ; attempt++) {
      int port = wantedPort != 0 ? wantedPort : FreePort.any();
      Properties settings = BrokerSettings.of(data, port, FreePort.any());
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
      try {
        server.startup();
        return new EmbeddedBroker(lock, server, port);
      } catch (RuntimeException e) {
        server.shutdown();
        server.awaitShutdown();
        boolean taken = hasCause(e, BindException.class);
        if (taken && wantedPort != 0) {
          throw new EmbeddedStartException(
              "broker.port-in-use", "the broker's port " + wantedPort + " is in use", e);
        }
        if (!taken || attempt == TRIES_FOR_A_FREE_PORT) {
          throw e;
        }
        log.info("port {} was taken meanwhile, trying another", port);
      }
    }
  }

  private static void format(Path data) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      new Formatter()
          .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .run();
    } catch (Exception e) {
      throw new IOException("formatting " + data + ": " + e.getMessage() + said, e);
    }
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static EmbeddedStartException failed(Path home, Exception e) {
    return new EmbeddedStartException(
        "broker.not-started", "the broker in " + home + " did not start: " + e, e);
  }

  private static void close(@Nullable FolderLock lock) {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      log.warn("the broker's lock file: {}", e.toString());
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops cleanly; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    close(lock);
  }
}
