package io.cuepoint.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.api.InMemoryVideoStore;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@FakeApi
class VideoTest {
  @LocalServerPort int port;
  @Autowired InMemoryVideoStore videos;
  @Autowired ObjectStore objects;
  Http http;

  @BeforeEach
  void start() {
    http = new Http(port);
    videos.clear();
  }

  @Test
  void listsTheNewestFirstAndTurnsPagesWhileVideosAreAdded() {
    List<String> ids = new ArrayList<>();
    for (int video = 0; video < 5; video++) {
      ids.add(0, http.upload("v" + video, random()));
    }
    JsonNode first = http.getJson("/v1/videos?limit=2");
    http.upload("later", random());
    JsonNode second = http.getJson("/v1/videos?limit=3&cursor=" + first.path("next").stringValue());
    List<String> seen = new ArrayList<>();
    first.path("items").forEach(video -> seen.add(video.path("id").stringValue()));
    second.path("items").forEach(video -> seen.add(video.path("id").stringValue()));
    assertThat(seen).isEqualTo(ids);
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void filtersByStateAndTag() {
    MultipartBodyBuilder form = Http.form("a", random());
    form.part("tag", "gate");
    String tagged = Http.json(http.post(form)).path("id").stringValue();
    http.upload("b", random());
    assertThat(http.getJson("/v1/videos?state=received").path("items")).hasSize(2);
    assertThat(http.getJson("/v1/videos?state=ready").path("items")).isEmpty();
    JsonNode found = http.getJson("/v1/videos?tag=gate").path("items");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("id").stringValue()).isEqualTo(tagged);
  }

  @ParameterizedTest
  @CsvSource({
    "state=done, query.invalid-state",
    "state=READY, query.invalid-state",
    "State=ready, query.unknown-parameter",
    "limit=0, query.invalid-limit",
    "limit=201, query.invalid-limit",
    "cursor=x, query.invalid-cursor",
    "cursor=%00, query.invalid-text",
    "tag=, query.invalid-text",
    "tag=%EF%BF%BE%00, query.invalid-text",
  })
  void refusesAQuery(String query, String code) {
    Http.problem(http.get("/v1/videos?" + query), 400, code);
  }

  @Test
  void changesOnlyWhatThePatchNames() {
    MultipartBodyBuilder form = Http.form("a.mp4", random());
    form.part("tag", "old");
    form.part("recordedAt", "2026-03-01T09:30:00Z");
    String id = Http.json(http.post(form)).path("id").stringValue();

    JsonNode named = Http.json(patch(id, "{\"name\":\" Ünï \"}").expectStatus().isOk());
    assertThat(named.path("name").stringValue()).isEqualTo("Ünï");
    assertThat(named.path("recordedAt").stringValue()).isEqualTo("2026-03-01T09:30:00Z");
    assertThat(named.path("tags").toString()).isEqualTo("[\"old\"]");

    JsonNode tagged = Http.json(patch(id, "{\"tags\":[\"a\",\"b\",\"a\"]}").expectStatus().isOk());
    assertThat(tagged.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");

    JsonNode cleared =
        Http.json(patch(id, "{\"recordedAt\":null,\"tags\":null}").expectStatus().isOk());
    assertThat(cleared.path("recordedAt").isNull()).isTrue();
    assertThat(cleared.path("tags").toString()).isEqualTo("[]");
    assertThat(http.getJson("/v1/videos/" + id)).isEqualTo(cleared);
    Http.json(patch(id, "{}").expectStatus().isOk());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"state":"ready"}                    | video.unknown-member       | state
          {"name":null}                        | video.invalid-patch        | name
          {"name":5}                           | video.invalid-patch        | name
          {"name":""}                          | video.invalid-name         | name
          {"name":"a\\u0000b"}                 | video.invalid-name         | name
          {"name":"\\ud800"}                   | video.invalid-name         | name
          {"tags":"a"}                         | video.invalid-patch        | tags
          {"tags":[1]}                         | video.invalid-patch        | tags
          {"tags":[""]}                        | video.invalid-tag          | tag
          {"recordedAt":1}                     | video.invalid-patch        | recordedAt
          {"recordedAt":"2026-03-01"}          | video.invalid-recorded-at  | recordedAt
          []                                   | video.invalid-patch        | body
          "name"                               | video.invalid-patch        | body
          {"name":                             | request.malformed          | body
          """)
  void refusesAPatchAndNamesWhatIsWrong(String patch, String code, String named) {
    String id = http.upload("a.mp4", random());
    JsonNode problem = Http.problem(patch(id, patch), 400, code);
    assertThat(problem.path("detail").stringValue()).contains(named);
    assertThat(http.getJson("/v1/videos/" + id).path("name").stringValue()).isEqualTo("a.mp4");
  }

  @Test
  void refusesAPatchOfAnotherTypeOrOfNoVideo() {
    String id = http.upload("a.mp4", random());
    Http.problem(
        http.client()
            .patch()
            .uri("/v1/videos/" + id)
            .header("Content-Type", "text/plain")
            .bodyValue("{}")
            .exchange(),
        415,
        "request.unsupported-media-type");
    Http.problem(patch("nope", "{}"), 404, "video.not-found");
  }

  @Test
  void deletesTheVideoWithAllItsObjectsOnce() throws IOException {
    String id = http.upload("a.mp4", random());
    String other = http.upload("b.mp4", random());
    try (ObjectUpload clip = objects.begin("videos/" + id + "/clips/1")) {
      clip.write(ByteBuffer.wrap(new byte[10]));
      clip.commit();
    }
    http.client().delete().uri("/v1/videos/" + id).exchange().expectStatus().isNoContent();
    assertThat(objects.list("videos/" + id)).isEmpty();
    assertThat(objects.list("videos/" + other)).hasSize(1);
    Http.problem(http.get("/v1/videos/" + id), 404, "video.not-found");
    Http.problem(http.client().delete().uri("/v1/videos/" + id).exchange(), 404, "video.not-found");
  }

  private ResponseSpec patch(String id, String body) {
    return http.client()
        .patch()
        .uri("/v1/videos/" + id)
        .header("Content-Type", "application/merge-patch+json")
        .bodyValue(body)
        .exchange();
  }

  private static byte[] random() {
    byte[] bytes = new byte[64];
    new Random().nextBytes(bytes);
    return bytes;
  }
}
