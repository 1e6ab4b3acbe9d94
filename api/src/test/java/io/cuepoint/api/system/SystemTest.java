package io.cuepoint.api.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.contract.ModelProfile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The system's facts and health while database and broker are away. */
@FakeApi
class SystemTest {
  @LocalServerPort int port;
  Http http;

  @BeforeEach
  void start() {
    http = new Http(port);
  }

  @Test
  void saysWhatDoesNotAnswer() {
    JsonNode system = http.getJson("/v1/system");
    assertThat(system.path("version").stringValue()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(system.path("uptimeSeconds").doubleValue()).isPositive();
    assertThat(system.path("database").path("reachable").booleanValue()).isFalse();
    assertThat(system.path("database").path("vectorSearch").stringValue()).contains("exact");
    assertThat(system.path("broker").path("reachable").booleanValue()).isFalse();
    assertThat(system.path("model").path("id").isNull()).isTrue();
    assertThat(system.path("model").path("reason").stringValue()).isNotBlank();
    assertThat(system.path("gpu").stringValue()).isEqualTo("none");
    assertThat(system.path("queues")).isEmpty();
    assertThat(system.path("limits").path("uploadBytes").longValue()).isEqualTo(4 << 20);
    Http.problem(http.get("/v1/system?all=1"), 400, "query.unknown-parameter");
  }

  @Test
  void refusesToReplayAnUnknownTopicAndSaysThatTheBrokerIsAway() {
    String replay = "/v1/system/dead-letters/replay";
    for (String query : new String[] {"", "?topic=nope", "?topic=cuepoint.event.indexed.v1"}) {
      JsonNode problem =
          Http.problem(
              http.client().post().uri(replay + query).exchange(), 400, "system.unknown-topic");
      assertThat(problem.path("detail").stringValue()).contains("cuepoint.clip.sampled.v1");
    }
    Http.problem(http.get("/v1/system/dead-letters"), 503, "broker.away");
  }

  @Test
  void saysNotZeroButNothingOfTheQueueWhileTheBrokerIsAway() {
    Http.problem(http.get("/v1/system/queue"), 503, "broker.away");
    Http.problem(http.get("/v1/system/queue?a=1"), 400, "query.unknown-parameter");
  }

  @Test
  void livesButIsNotReady() {
    http.get("/actuator/health/liveness").expectStatus().isOk();
    JsonNode readiness =
        Http.json(http.get("/actuator/health/readiness").expectStatus().isEqualTo(503));
    assertThat(readiness.path("status").stringValue()).isEqualTo("DOWN");
    JsonNode parts = readiness.path("components");
    assertThat(parts.path("db").path("status").stringValue()).isEqualTo("DOWN");
    assertThat(parts.path("broker").path("status").stringValue()).isEqualTo("DOWN");
    assertThat(parts.path("objects").path("status").stringValue()).isEqualTo("UP");
  }

  @Test
  void tellsPrometheusHowItFares() {
    http.getJson("/v1/videos");
    // a request is counted once its answer was sent
    await()
        .untilAsserted(
            () ->
                assertThat(metrics())
                    .contains("http_server_requests_seconds")
                    .contains("uri=\"/v1/videos\""));
  }

  private String metrics() {
    return http.get("/actuator/prometheus")
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  @Test
  void tellsTheModelOfTheWorkerThatStartedLast() {
    ModelProfile older = ModelProfile.none("a", "none set", Instant.EPOCH);
    ModelProfile newer =
        new ModelProfile(
            "b",
            "Qwen",
            "r1",
            "onnxruntime",
            "int8",
            null,
            Instant.EPOCH.plusSeconds(1),
            null,
            null,
            null);
    SystemView.Model model = ModelFacts.describe(List.of(newer, older));
    assertThat(model.id()).isEqualTo("Qwen");
    assertThat(model.workers()).isEqualTo(2);
    assertThat(model.reason()).isNull();
    assertThat(ModelFacts.describe(List.of(older)).reason()).isEqualTo("none set");
    assertThat(ModelFacts.describe(List.of()).reason()).contains("no worker");
  }
}
