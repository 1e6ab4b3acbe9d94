package io.cuepoint.testservers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Adobe's S3Mock in a JVM of its own, on the loopback interface, with one bucket. */
public final class S3Mock implements AutoCloseable {
  public static final String BUCKET = "cuepoint-test";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final int port;

  private S3Mock(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it; it keeps its objects and its log in {@code folder}, and returns once it answers. */
  public static S3Mock start(Path folder) throws IOException, InterruptedException {
    Path log = Files.createDirectories(folder).resolve("s3mock.log");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx192m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-jar",
                    jar().toString(),
                    "--server.address=127.0.0.1",
                    "--server.port=" + port,
                    "--server.ssl.enabled=false",
                    "--http.port=0",
                    "--spring.main.banner-mode=off",
                    "--com.adobe.testing.s3mock.store.root=" + folder.resolve("objects"),
                    "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    S3Mock mock = new S3Mock(process, port);
    try {
      mock.awaitAnswer(log);
    } catch (Throwable e) {
      mock.close();
      throw e;
    }
    return mock;
  }

  /** Beside the tests of event-index, where the build puts it. */
  private static Path jar() {
    Path jar =
        Path.of("")
            .toAbsolutePath()
            .resolveSibling("event-index")
            .resolve("target/s3mock/s3mock.jar");
    if (!Files.isRegularFile(jar)) {
      throw new AssertionError(jar + " is missing (expected: copied there by event-index's build)");
    }
    return jar;
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    HttpRequest bucket = HttpRequest.newBuilder(endpoint().resolve("/" + BUCKET)).build();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (HTTP.send(bucket, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // it does not listen yet
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("S3Mock does not answer:\n" + Files.readString(log));
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
