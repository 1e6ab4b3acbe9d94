package io.cuepoint.api.page;

import static org.awaitility.Awaitility.await;

import io.cuepoint.testservers.TestPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of Cuepoint in a process of its own, on a free port; it logs into target/. */
final class RunningCuepoint implements AutoCloseable {
  private static final String MAIN = "io.cuepoint.api.embedded.StandaloneApplication";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private RunningCuepoint(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static RunningCuepoint start(Path home) throws IOException {
    int port = TestPort.choose();
    Path log = Path.of("target", "page-test.log").toAbsolutePath();
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx900m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                MAIN,
                "--server.port=" + port,
                "--cuepoint.home=" + home)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    RunningCuepoint cuepoint = new RunningCuepoint(process, port);
    try {
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(250))
          .until(cuepoint::isReadyOrDead);
    } catch (RuntimeException e) {
      cuepoint.close();
      throw e;
    }
    if (!process.isAlive()) {
      throw new IOException("Cuepoint did not start:\n" + Files.readString(log));
    }
    return cuepoint;
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Uploads a file, unless it is there, and waits until its video is ready. */
  JsonNode ready(Path file) throws IOException, InterruptedException {
    String boundary = "--of-the-page-test";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(boundary, file.getFileName())
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(Files.readAllBytes(file));
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    JsonNode video =
        send(
            HttpRequest.newBuilder(URI.create(address() + "/v1/videos"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    String self = "/v1/videos/" + video.path("id").asString();
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> get(self), now -> now.path("state").asString().equals("ready"));
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address() + path)));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private boolean isReadyOrDead() throws InterruptedException {
    if (!process.isAlive()) {
      return true;
    }
    try {
      get("/actuator/health/readiness");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
