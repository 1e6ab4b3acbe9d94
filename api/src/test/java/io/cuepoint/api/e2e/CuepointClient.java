package io.cuepoint.api.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cuepoint's HTTP interface, used as a program of a customer would use it. */
final class CuepointClient {
  private static final String BOUNDARY = "cuepoint-test-boundary";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServiceProcess api;

  /** The trace that every upload of this client belongs to. */
  final String traceId = UUID.randomUUID().toString().replace("-", "");

  CuepointClient(ServiceProcess api) {
    this.api = api;
  }

  /** Uploads and answers the Video. */
  JsonNode upload(Path file) throws IOException, InterruptedException {
    return upload(file.getFileName().toString(), () -> open(file));
  }

  JsonNode upload(String name, Supplier<InputStream> bytes)
      throws IOException, InterruptedException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(BOUNDARY, name);
    String tail = "\r\n--" + BOUNDARY + "--\r\n";
    HttpRequest request =
        HttpRequest.newBuilder(api.uri("/v1/videos"))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-00")
            .POST(
                BodyPublishers.ofInputStream(
                    () ->
                        new SequenceInputStream(
                            Collections.enumeration(List.of(text(head), bytes.get(), text(tail))))))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isIn(200, 202);
    return JSON.readTree(response.body());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(api.uri(path)).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  void delete(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(api.uri(path)).DELETE().build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(204);
  }

  /** Posts JSON, which is taken. */
  JsonNode post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isIn(200, 202);
    return JSON.readTree(response.body());
  }

  JsonNode search(String query) throws IOException, InterruptedException {
    return get("/v1/events/search?q=" + URLEncoder.encode(query, UTF_8)).get("items");
  }

  /** All events of a video, in time order. */
  List<JsonNode> events(String videoId) throws IOException, InterruptedException {
    List<JsonNode> events = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page = get("/v1/videos/" + videoId + "/events?limit=200" + cursor);
      page.get("items").forEach(events::add);
      if (page.get("next").isNull()) {
        return events;
      }
      cursor = "&cursor=" + URLEncoder.encode(page.get("next").asString(), UTF_8);
    }
  }

  /** What is told of a video once it is ready, without what differs from run to run. */
  List<String> eventsOnceReady(String videoId, Duration limit)
      throws IOException, InterruptedException {
    assertThat(awaitEnd(videoId, limit).get("state").asString()).isEqualTo("ready");
    return events(videoId).stream()
        .map(
            event ->
                String.join(
                    " ",
                    event.get("label").asString(),
                    event.get("start").toString(),
                    event.get("end").toString(),
                    event.get("description").asString(),
                    event.get("evidence").toString()))
        .toList();
  }

  /** Waits until the video is ready or failed, and answers it. */
  JsonNode awaitEnd(String videoId, Duration limit) {
    AtomicReference<JsonNode> last = new AtomicReference<>();
    Awaitility.await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              JsonNode video = get("/v1/videos/" + videoId);
              last.set(video);
              return List.of("ready", "failed").contains(video.get("state").asString());
            });
    return last.get();
  }

  /** What looks at clips, once the broker has told it in time. */
  JsonNode model() {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> get("/v1/system").get("model"),
            model -> !model.path("reason").asString("").startsWith("not known"));
  }

  URI uri(String path) {
    return api.uri(path);
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
