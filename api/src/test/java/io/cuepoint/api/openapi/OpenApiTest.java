package io.cuepoint.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.api.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@FakeApi
class OpenApiTest {
  private static final Map<String, List<String>> CALLS =
      Map.ofEntries(
          Map.entry("post /v1/videos", List.of()),
          Map.entry("get /v1/videos", List.of("state", "tag", "limit", "cursor")),
          Map.entry("get /v1/videos/{id}", List.of("id")),
          Map.entry("patch /v1/videos/{id}", List.of("id")),
          Map.entry("delete /v1/videos/{id}", List.of("id")),
          Map.entry("get /v1/videos/{id}/content", List.of("id", "Range")),
          Map.entry("get /v1/videos/{id}/thumbnail", List.of("id", "t", "width")),
          Map.entry(
              "get /v1/videos/{id}/events",
              List.of("id", "label", "source", "start", "end", "limit", "cursor")),
          Map.entry("get /v1/videos/{id}/coverage", List.of("id")),
          Map.entry("get /v1/videos/{id}/progress", List.of("id")),
          Map.entry("post /v1/videos/{id}/analyses", List.of("id", "Idempotency-Key")),
          Map.entry("get /v1/videos/{id}/analyses", List.of("id", "limit", "cursor")),
          Map.entry("get /v1/videos/{id}/analyses/{analysis}", List.of("id", "analysis")),
          Map.entry("post /v1/videos/{id}/plan", List.of("id")),
          Map.entry("post /v1/videos/{id}/ground", List.of("id")),
          Map.entry("get /v1/videos/{id}/ground/{grounding}", List.of("id", "grounding")),
          Map.entry("get /v1/events/{id}", List.of("id")),
          Map.entry(
              "get /v1/events/search",
              List.of(
                  "q", "video", "label", "source", "start", "end", "from", "to", "limit",
                  "cursor")),
          Map.entry("get /v1/events/stream", List.of("video", "label", "Last-Event-ID")),
          Map.entry("get /v1/system/queue", List.of()),
          Map.entry("get /v1/system/dead-letters", List.of()),
          Map.entry("post /v1/system/dead-letters/replay", List.of("topic")),
          Map.entry("get /v1/system", List.of()));

  @LocalServerPort int port;
  Http http;
  JsonNode api;

  @BeforeEach
  void read() {
    http = new Http(port);
    api = http.getJson("/v3/api-docs");
  }

  @Test
  void describesEveryCallWithItsParametersAndNoOther() {
    List<String> described = new ArrayList<>();
    api.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(method -> described.add(method + " " + path.getKey())));
    assertThat(described).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
    CALLS.forEach(
        (call, parameters) -> {
          JsonNode operation = operation(call);
          List<String> names = new ArrayList<>();
          operation
              .path("parameters")
              .forEach(parameter -> names.add(parameter.path("name").stringValue()));
          assertThat(names).as(call).containsExactlyInAnyOrderElementsOf(parameters);
          assertThat(operation.path("summary").stringValue()).as(call).isNotBlank();
          assertThat(operation.at("/responses/default/content").propertyNames())
              .as(call)
              .containsExactly("application/problem+json");
        });
  }

  @Test
  void acceptsEveryQueryParameterThatItDescribes() {
    String id = UUID.randomUUID().toString();
    CALLS.forEach(
        (call, parameters) -> {
          for (String name : parameters) {
            if (call.startsWith("get")
                && !List.of("id", "analysis", "grounding", "Range", "Last-Event-ID")
                    .contains(name)) {
              String path = call.substring(4).replace("{id}", id) + "?" + name + "=%00";
              JsonNode problem = Http.json(http.get(path));
              assertThat(problem.path("code").stringValue())
                  .as(path)
                  .isIn("query.invalid-text", "video.not-found");
            }
          }
        });
  }

  @Test
  void describesTheFormsAndTheBodies() {
    JsonNode form = operation("post /v1/videos").at("/requestBody/content/multipart~1form-data");
    assertThat(form.at("/schema/properties").propertyNames())
        .containsExactly(
            "file",
            "name",
            "recordedAt",
            "tag",
            "task",
            "look-for",
            "query",
            "schema",
            "baseRate",
            "leastRate",
            "mostRate",
            "clipTokens",
            "videoFrames");
    assertThat(operation("post /v1/videos").path("responses").propertyNames())
        .contains("200", "202");
    assertThat(
            operation("patch /v1/videos/{id}").path("requestBody").path("content").propertyNames())
        .containsExactly("application/merge-patch+json");
    assertThat(operation("get /v1/events/stream").at("/responses/200/content").propertyNames())
        .containsExactly("text/event-stream");
    assertThat(operation("get /v1/videos/{id}/events").at("/responses/200/content").propertyNames())
        .contains("application/json", "text/vtt");
  }

  @Test
  void describesValuesAsTheyAreWritten() {
    JsonNode schemas = api.path("components").path("schemas");
    assertThat(schemas.at("/Event/properties/start/type").stringValue()).isEqualTo("number");
    assertThat(schemas.at("/Source/properties/kind/enum").toString())
        .isEqualTo("[\"detector\",\"model\"]");
    assertThat(schemas.at("/VideoView/properties/state/enum").toString()).contains("\"analysing\"");
    assertThat(schemas.at("/Look/properties/outcome/enum").toString()).contains("\"not-analysed\"");
    List<String> codes = new ArrayList<>();
    schemas.at("/Problem/properties/code/enum").forEach(code -> codes.add(code.stringValue()));
    assertThat(codes)
        .hasSize(ProblemCode.values().length)
        .contains("upload.empty")
        .doesNotHaveDuplicates();
  }

  private JsonNode operation(String call) {
    String[] parts = call.split(" ", -1);
    return api.path("paths").path(parts[1]).path(parts[0]);
  }
}
