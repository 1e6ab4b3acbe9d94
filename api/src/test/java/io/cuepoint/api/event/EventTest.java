package io.cuepoint.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.api.InMemoryEvents;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@FakeApi
class EventTest {
  @LocalServerPort int port;
  @Autowired InMemoryEvents events;
  Http http;
  UUID video;

  @BeforeEach
  void upload() {
    http = new Http(port);
    byte[] bytes = new byte[64];
    new Random().nextBytes(bytes);
    video = UUID.fromString(http.upload("a.mp4", bytes));
  }

  @Test
  void showsEveryMemberOfAnEventNullsToo() {
    Event event = events.add(InMemoryEvents.event(video, 1.25, 2, "cut", "Hard cut to a door"));
    JsonNode shown = http.getJson("/v1/events/" + event.id());
    assertThat(shown.propertyNames())
        .containsExactly(
            "id",
            "videoId",
            "start",
            "end",
            "label",
            "description",
            "evidence",
            "uncertainty",
            "confidence",
            "source",
            "boxes",
            "data",
            "wallStart",
            "wallEnd",
            "revision",
            "createdAt",
            "updatedAt");
    assertThat(shown.path("start").decimalValue()).isEqualByComparingTo("1.25");
    assertThat(shown.path("end").toString()).isEqualTo("2");
    assertThat(shown.path("source").path("kind").stringValue()).isEqualTo("detector");
    assertThat(shown.path("source").path("prompt").isNull()).isTrue();
    assertThat(shown.path("confidence").isNull()).isTrue();
    assertThat(shown.path("createdAt").stringValue()).isEqualTo("2026-03-01T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c0ffee", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", "%00"})
  void knowsNoEventOrVideoOfAnotherId(String id) {
    Http.problem(http.get("/v1/events/" + id), 404, "event.not-found");
    Http.problem(http.get("/v1/videos/" + id), 404, "video.not-found");
    Http.problem(http.get("/v1/videos/" + id + "/events"), 404, "video.not-found");
    Http.problem(http.get("/v1/videos/" + id + "/coverage"), 404, "video.not-found");
  }

  @Test
  void turnsPagesInTimeOrder() {
    List<String> expected = new ArrayList<>();
    for (int second = 0; second < 5; second++) {
      expected.add(
          events.add(InMemoryEvents.event(video, second, second + 1, "cut", "x")).id().toString());
    }
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      JsonNode page =
          http.getJson(
              "/v1/videos/"
                  + video
                  + "/events?limit=2"
                  + (next.isEmpty() ? "" : "&cursor=" + next));
      page.path("items").forEach(item -> seen.add(item.path("id").stringValue()));
      next = page.path("next").isNull() ? "" : page.path("next").stringValue();
    } while (!next.isEmpty());
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void filtersByLabelSourceAndOverlap() {
    Event early = events.add(InMemoryEvents.event(video, 1, 2, "cut", "x"));
    events.add(InMemoryEvents.event(video, 8, 9, "fade", "x"));
    String list = "/v1/videos/" + video + "/events";
    assertThat(http.getJson(list + "?label=fade").path("items")).hasSize(1);
    assertThat(http.getJson(list + "?source=model").path("items")).isEmpty();
    assertThat(http.getJson(list + "?source=detector").path("items")).hasSize(2);
    JsonNode overlapping = http.getJson(list + "?start=1.5&end=3").path("items");
    assertThat(overlapping).hasSize(1);
    assertThat(overlapping.get(0).path("id").stringValue()).isEqualTo(early.id().toString());
  }

  @Test
  void writesAllEventsAsWebVtt() {
    events.add(InMemoryEvents.event(video, 3661.0405, 3661.0409, "cut", "<b>a & b</b>\n\n-->"));
    for (int second = 0; second < 450; second++) {
      events.add(InMemoryEvents.event(video, second, second + 0.5, "motion", "Someone moves"));
    }
    String track =
        new String(
            http.client()
                .get()
                .uri("/v1/videos/" + video + "/events")
                .header("Accept", "text/vtt")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Content-Type", "text/vtt;\\s*charset=UTF-8")
                .expectBody()
                .returnResult()
                .getResponseBody(),
            StandardCharsets.UTF_8);
    assertThat(track).startsWith("WEBVTT\n\n");
    assertThat(track.split(" --> ", -1)).hasSize(452);
    assertThat(track)
        .contains("01:01:01.040 --> 01:01:01.041\ncut: &lt;b&gt;a &amp; b&lt;/b&gt; --&gt;\n");
    Http.problem(
        http.client()
            .get()
            .uri("/v1/videos/" + video + "/events?limit=3")
            .header("Accept", "text/vtt")
            .exchange(),
        400,
        "query.unknown-parameter");
  }

  @Test
  void showsWhatWasLookedAtAndWhatNot() {
    events.add(InMemoryEvents.event(video, 1, 2, "cut", "x"));
    JsonNode coverage = http.getJson("/v1/videos/" + video + "/coverage");
    assertThat(coverage.path("durationSeconds").decimalValue()).isEqualByComparingTo("30.5");
    JsonNode look = coverage.path("spans").get(0).path("looks").get(1);
    assertThat(look.path("kind").stringValue()).isEqualTo("model");
    assertThat(look.path("outcome").stringValue()).isEqualTo("not-analysed");
    assertThat(look.path("reason").stringValue()).isEqualTo("no model");
  }

  @Test
  void searchesAndShowsScoreAndRanks() {
    String word = UUID.randomUUID().toString();
    Event event = events.add(InMemoryEvents.event(video, 1, 2, "cut", "a " + word));
    JsonNode hit = http.getJson("/v1/events/search?q=" + word).path("items").get(0);
    assertThat(hit.path("event").path("id").stringValue()).isEqualTo(event.id().toString());
    assertThat(hit.path("score").doubleValue()).isEqualTo(0.5);
    assertThat(hit.path("ranks").path("text").intValue()).isEqualTo(1);
    assertThat(hit.path("ranks").path("meaning").isNull()).isTrue();
  }

  @Test
  void handsEveryFilterToTheSearch() {
    http.getJson(
        "/v1/events/search?q=%20a+door%20&label=cut&source=model&start=-1.5&end=2.000001&video="
            + video
            + "&from=2026-03-01T09:30:00%2B01:00&to=2026-03-01T09:30:00.5+01:00");
    assertThat(events.lastQuery.text()).isEqualTo("a door");
    assertThat(events.lastQuery.videoId()).isEqualTo(video);
    assertThat(events.lastQuery.label()).isEqualTo("cut");
    assertThat(events.lastQuery.source()).isEqualTo(Source.Kind.MODEL);
    assertThat(events.lastQuery.start()).isEqualTo(MediaTime.ofMicros(-1_500_000));
    assertThat(events.lastQuery.end()).isEqualTo(MediaTime.ofMicros(2_000_001));
    assertThat(events.lastQuery.from()).isEqualTo(Instant.parse("2026-03-01T08:30:00Z"));
    assertThat(events.lastQuery.to()).isEqualTo(Instant.parse("2026-03-01T08:30:00.5Z"));
    http.getJson("/v1/events/search?q=");
    assertThat(events.lastQuery.text()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "lable=cut, query.unknown-parameter",
    "label=cut&label=fade, query.repeated-parameter",
    "label=, query.invalid-text",
    "q=a%00b, query.invalid-text",
    "label=%00, query.invalid-text",
    "limit=0, query.invalid-limit",
    "limit=201, query.invalid-limit",
    "limit=-1, query.invalid-limit",
    "limit=ten, query.invalid-limit",
    "limit=99999999999999999999, query.invalid-limit",
    "cursor=made-up, query.invalid-cursor",
    "source=human, query.invalid-source",
    "source=DETECTOR, query.invalid-source",
    "video=1-1-1-1-1, query.invalid-id",
    "start=1, query.invalid-time",
    "from=yesterday, query.invalid-time",
    "from=2026-03-01T09:30:00, query.invalid-time",
    "from=2026-02-30T09:30:00Z, query.invalid-time",
    "from=%2B999999999-01-01T00:00:00Z, query.invalid-time",
    "from=2026-03-01T09:30:00Z&to=2026-03-01T09:30:00Z, query.invalid-time",
    "video=00000000-0000-0000-0000-000000000000&start=1, video.not-found",
  })
  void refusesAQueryAndNamesWhatIsWrong(String query, String code) {
    int status = code.endsWith("not-found") ? 404 : 400;
    JsonNode problem = Http.problem(http.get("/v1/events/search?" + query), status, code);
    if (!code.equals("video.not-found") && !query.startsWith("from=2026-03-01T09:30:00Z")) {
      assertThat(problem.path("detail").stringValue()).contains(query.replaceAll("=.*", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start=NaN",
        "start=1e9",
        "start=1.0000001",
        "start=",
        "start=5&end=5",
        "start=5&end=4",
        "end=Infinity",
        "start=99999999999",
        "start=0x10",
        "start=%31%00"
      })
  void refusesAMalformedTime(String query) {
    String list = "/v1/videos/" + video + "/events?";
    String code =
        query.equals("start=") || query.contains("%00")
            ? "query.invalid-text"
            : "query.invalid-time";
    Http.problem(http.get(list + query), 400, code);
  }
}
