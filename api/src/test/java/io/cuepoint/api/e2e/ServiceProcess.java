package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.testservers.TestPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One of our jars, running in a JVM of its own, as a user would start it. */
final class ServiceProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Process process;
  private final Path log;
  private final int port;

  private ServiceProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts {@code jar} on a free port.
   *
   * @param log takes what it prints
   * @param arguments after {@code -jar JAR}
   */
  static ServiceProcess start(Path jar, String heap, Path log, List<String> arguments)
      throws IOException {
    int port = TestPort.choose();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ServiceProcess(process, log, port);
  }

  /** The one jar of {@code module} whose name ends in {@code -classifier.jar}. */
  static Path jar(String module, String classifier) throws IOException {
    Path target = Path.of("").toAbsolutePath().resolveSibling(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars =
          files.filter(file -> file.toString().endsWith("-" + classifier + ".jar")).toList();
      assertThat(jars).as("%s jar in %s", classifier, target).hasSize(1);
      return jars.get(0);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  long pid() {
    return process.pid();
  }

  /** Returns once the service says that it is ready; fails with its log when it does not. */
  ServiceProcess awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new AssertionError(
            "ended with "
                + process.exitValue()
                + " before it was ready:\n"
                + Files.readString(log));
      }
      if (status("/actuator/health/readiness") == 200) {
        return this;
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("not ready after " + START_LIMIT + ":\n" + Files.readString(log));
  }

  int status(String path) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri(path)).timeout(Duration.ofMinutes(1)).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As {@code kill} does; a service that does not end is a failed test. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(60, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new AssertionError("did not end within 60 s of SIGTERM");
  }
}
