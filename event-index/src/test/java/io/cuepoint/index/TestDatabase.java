package io.cuepoint.index;

import io.cuepoint.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/** One PostgreSQL for all tests of the JVM; each test class takes a database of its own in it. */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  public static EmbeddedDatabase server() {
    return Server.INSTANCE;
  }

  /** The URL of a new, empty database. */
  public static String create() {
    return server().jdbcUrl("test" + COUNT.incrementAndGet());
  }

  private static final class Server {
    static final EmbeddedDatabase INSTANCE = start();

    static EmbeddedDatabase start() {
      try {
        Path folder = Files.createTempDirectory("cuepoint-database");
        EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      database.close();
                      delete(folder);
                    }));
        return database;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try {
        FileSystemUtils.deleteRecursively(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
