package io.cuepoint.index;

import io.cuepoint.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** One Kafka broker for all tests of the JVM; each test makes topics or groups of its own. */
public final class TestBroker {
  private TestBroker() {}

  public static String bootstrapServers() {
    return Server.INSTANCE.bootstrapServers();
  }

  private static final class Server {
    static final EmbeddedBroker INSTANCE = start();

    static EmbeddedBroker start() {
      try {
        Path folder = Files.createTempDirectory("cuepoint-broker");
        EmbeddedBroker broker = EmbeddedBroker.start(folder);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      broker.close();
                      delete(folder);
                    }));
        return broker;
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
