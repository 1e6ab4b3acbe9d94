package io.cuepoint.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.api.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@FakeApi
class WebTest {
  @LocalServerPort int port;
  Http http;

  @BeforeEach
  void start() {
    http = new Http(port);
  }

  @Test
  void answersWithProblemsForWhatIsNotThere() {
    JsonNode problem = Http.problem(http.get("/v1/nothing"), 404, "request.unknown-path");
    assertThat(problem.path("instance").stringValue()).isEqualTo("/v1/nothing");
    assertThat(problem.path("type").stringValue())
        .isEqualTo("urn:cuepoint:problem:request.unknown-path");
    Http.problem(http.get("/nothing.html"), 404, "request.unknown-path");
    ResponseSpec put = http.client().method(HttpMethod.PUT).uri("/v1/videos").exchange();
    Http.problem(put, 405, "request.method-not-allowed");
    put.expectHeader().exists("Allow");
    Http.problem(
        http.client().get().uri("/v1/videos").header("Accept", "image/png").exchange(),
        406,
        "request.not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/videos?tag=%zz", "/v1/videos?tag=a|b^", "/v1/vid%2", "/v1/\\x"})
  void answersWithAProblemForWhatIsNoAddress(String address) throws Exception {
    try (RawHttp raw = new RawHttp(port)) {
      raw.send("GET " + address + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(raw.answer())
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json")
          .contains("\"code\":\"request.malformed\"");
    }
  }

  @Test
  void keepsBrowsersFromGuessingFramingAndRunningWhatIsNotOurs() {
    for (String path : new String[] {"/", "/v1/videos", "/v1/nothing"}) {
      http.get(path)
          .expectHeader()
          .valueEquals("X-Content-Type-Options", "nosniff")
          .expectHeader()
          .valueEquals("X-Frame-Options", "DENY")
          .expectHeader()
          .valueMatches("Content-Security-Policy", "default-src 'self';.*frame-ancestors 'none'.*")
          .expectHeader()
          .doesNotExist("Access-Control-Allow-Origin");
    }
  }

  @Test
  void refusesChangesThatABrowserSendsForAnotherSite() {
    for (String site : new String[] {"cross-site", "same-site"}) {
      Http.problem(delete(site), 403, "request.cross-site");
      http.client()
          .get()
          .uri("/v1/videos")
          .header("Sec-Fetch-Site", site)
          .exchange()
          .expectStatus()
          .isOk();
    }
    for (String site : new String[] {"same-origin", "none"}) {
      Http.problem(delete(site), 404, "video.not-found");
    }
  }

  private ResponseSpec delete(String site) {
    return http.client().delete().uri("/v1/videos/x").header("Sec-Fetch-Site", site).exchange();
  }
}
