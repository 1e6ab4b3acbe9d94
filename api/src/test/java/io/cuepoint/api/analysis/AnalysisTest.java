package io.cuepoint.api.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.api.InMemoryAnalyses;
import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.Task;
import io.cuepoint.index.store.AnalysisState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@FakeApi
class AnalysisTest {
  @LocalServerPort int port;
  @Autowired InMemoryAnalyses analyses;
  private Http http;
  private byte[] bytes;
  private String video;

  @BeforeEach
  void upload() {
    http = new Http(port);
    bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    video = http.upload("film.mp4", bytes);
  }

  @Test
  void asksForAnotherLookAtAVideoThatIsThere() {
    JsonNode asked =
        Http.json(
            post("{\"lookFor\": [\"smoke\"], \"spans\": [{\"start\": 2, \"end\": 9.5}]}", null)
                .expectStatus()
                .isAccepted());
    assertThat(asked.path("task").path("kind").stringValue()).isEqualTo("look-for");
    assertThat(asked.path("state").stringValue()).isEqualTo("requested");
    assertThat(asked.path("spans").get(0).path("end").asDouble()).isEqualTo(9.5);
    String self = asked.path("links").path("self").stringValue();
    assertThat(http.getJson(self)).isEqualTo(asked);
    JsonNode list = http.getJson("/v1/videos/" + video + "/analyses").path("items");
    assertThat(list.get(0)).isEqualTo(asked);
  }

  @Test
  void asksOnceForOneKey() {
    JsonNode first = Http.json(post("{}", "k1").expectStatus().isAccepted());
    JsonNode again = Http.json(post("{}", "k1").expectStatus().isAccepted());
    JsonNode other = Http.json(post("{}", "k2").expectStatus().isAccepted());
    assertThat(again).isEqualTo(first);
    assertThat(other.path("id")).isNotEqualTo(first.path("id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"task\": \"guess\"} | task",
        "{\"lokFor\": [\"x\"]} | lokFor",
        "{\"task\": \"ground\"} | query",
        "{\"task\": \"extract\", \"schema\": 3} | schema",
        "{\"schema\": {\"type\": \"string\", \"pattern\": \"a+\"}} | pattern",
        "{\"framesPerSecond\": 9} | framesPerSecond",
        "{\"sampling\": {\"baseRate\": 3}} | baseRate",
        "{\"sampling\": {\"leastRate\": 4, \"mostRate\": 1}} | leastRate",
        "{\"sampling\": {\"clipTokens\": 10}} | clipTokens",
        "{\"sampling\": {\"frames\": 10}} | frames",
        "{\"spans\": [{\"start\": 5, \"end\": 2}]} | span",
        "{\"spans\": [{\"start\": 0, \"end\": 5}, {\"start\": 4, \"end\": 9}]} | spans",
        "[] | body"
      })
  void refusesWhatCannotBeAskedAndNamesIt(String body, String named) {
    JsonNode problem = Http.problem(post(body, null), 400, "analysis.invalid");
    assertThat(problem.path("detail").stringValue()).contains(named);
  }

  @Test
  void knowsNoAnalysisOfAnotherId() {
    Http.problem(
        http.get("/v1/videos/" + video + "/analyses/" + UUID.randomUUID()),
        404,
        "analysis.not-found");
    Http.problem(http.get("/v1/videos/" + UUID.randomUUID() + "/analyses"), 404, "video.not-found");
  }

  @Test
  void takesWhatIsAskedWithTheUpload() {
    MultipartBodyBuilder form = Http.form("again.mp4", bytes);
    form.part("look-for", "a person enters");
    form.part("look-for", "smoke");
    UUID id = UUID.fromString(video);
    analyses.set(id, Analysis.first(id, Task.DENSE, Instant.EPOCH), AnalysisState.DONE);
    http.post(form).expectStatus().isOk();
    JsonNode items = http.getJson("/v1/videos/" + video + "/analyses").path("items");
    assertThat(items).hasSize(2);
    assertThat(items.get(0).path("task").path("lookFor").toString())
        .isEqualTo("[\"a person enters\",\"smoke\"]");
    http.post(form).expectStatus().isOk();
    http.post(Http.form("plain.mp4", bytes)).expectStatus().isOk();
    assertThat(http.getJson("/v1/videos/" + video + "/analyses").path("items")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"task,guess", "schema,[1]", "query,''", "schema,{"})
  void refusesAnUploadThatAsksNonsense(String field, String value) {
    MultipartBodyBuilder form = Http.form("new.mp4", "other".getBytes(StandardCharsets.UTF_8));
    form.part(field, value);
    Http.problem(http.post(form), 400, "upload.invalid-task");
  }

  @Test
  void asksForRatesAndBudgetsOfItsOwn() {
    String body = "{\"sampling\": {\"mostRate\": 1, \"videoFrames\": 500}}";
    JsonNode asked = Http.json(post(body, null).expectStatus().isAccepted());
    assertThat(asked.path("sampling").path("mostRate").asDouble()).isEqualTo(1);
    assertThat(asked.path("sampling").path("videoFrames").asInt()).isEqualTo(500);
    assertThat(asked.path("sampling").path("baseRate").isNull()).isTrue();
  }

  @Test
  void takesRatesAndBudgetsWithTheUpload() {
    MultipartBodyBuilder form = Http.form("again.mp4", bytes);
    form.part("look-for", "smoke");
    form.part("baseRate", "1");
    form.part("clipTokens", "4096");
    UUID id = UUID.fromString(video);
    analyses.set(id, Analysis.first(id, Task.DENSE, Instant.EPOCH), AnalysisState.DONE);
    http.post(form).expectStatus().isOk();
    JsonNode items = http.getJson("/v1/videos/" + video + "/analyses").path("items");
    assertThat(items.get(0).path("sampling").path("baseRate").asDouble()).isEqualTo(1);
    assertThat(items.get(0).path("sampling").path("clipTokens").asInt()).isEqualTo(4096);
  }

  @ParameterizedTest
  @CsvSource({"baseRate,3", "leastRate,x", "clipTokens,1.5", "videoFrames,0"})
  void refusesAnUploadWithRatesOrBudgetsThatAreNone(String field, String value) {
    MultipartBodyBuilder form = Http.form("new.mp4", "other".getBytes(StandardCharsets.UTF_8));
    form.part(field, value);
    JsonNode problem = Http.problem(http.post(form), 400, "upload.invalid-sampling");
    assertThat(problem.path("detail").stringValue()).contains(field);
  }

  @Test
  void plansNothingOfAVideoThatIsNotProbed() {
    Http.problem(
        http.client().post().uri("/v1/videos/" + video + "/plan").exchange(),
        409,
        "video.not-ready");
  }

  @Test
  void saysThatNoModelCanAnswerAQuestion() {
    JsonNode grounding =
        Http.json(
            http.client()
                .post()
                .uri("/v1/videos/" + video + "/ground")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"query\": \"a door opens\"}")
                .exchange()
                .expectStatus()
                .isOk());
    assertThat(grounding.path("state").stringValue()).isEqualTo("no-model");
    assertThat(grounding.path("lookedAt")).isEmpty();
    assertThat(grounding.path("detail").stringValue()).isNotBlank();
    assertThat(List.of(grounding.path("query").stringValue())).containsExactly("a door opens");
  }

  private WebTestClient.ResponseSpec post(String body, String key) {
    WebTestClient.RequestBodySpec request =
        http.client()
            .post()
            .uri("/v1/videos/" + video + "/analyses")
            .contentType(MediaType.APPLICATION_JSON);
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return request.bodyValue(body).exchange();
  }
}
