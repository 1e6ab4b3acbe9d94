package io.cuepoint.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.FaultyObjects;
import io.cuepoint.api.Http;
import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@FakeApi
class ContentTest {
  private static final int SIZE = 1_000_003;

  @LocalServerPort int port;
  @Autowired ObjectStore objects;
  @Autowired FaultyObjects faulty;
  Http http;
  byte[] bytes;
  String id;
  String etag;

  @BeforeEach
  void upload() {
    http = new Http(port);
    bytes = new byte[SIZE];
    new Random().nextBytes(bytes);
    System.arraycopy("\0\0\0\30ftypmp42".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, 12);
    id = http.upload("Größe \"東\".mp4", bytes);
    etag = '"' + http.getJson("/v1/videos/" + id).path("sha256").stringValue() + '"';
  }

  @Test
  void leadsToTheStoreWhereItGivesLinks() {
    faulty.linked = "https://store.example/";
    try {
      HttpHeaders headers =
          content(HttpMethod.GET)
              .expectStatus()
              .isTemporaryRedirect()
              .expectBody()
              .returnResult()
              .getResponseHeaders();
      assertThat(headers.getLocation())
          .asString()
          .startsWith("https://store.example/videos/" + id + "/source?type=video/mp4&");
      assertThat(headers.getCacheControl()).isEqualTo("no-store");
      content(HttpMethod.HEAD).expectStatus().isOk();
    } finally {
      faulty.linked = null;
    }
  }

  @Test
  void sendsTheWholeWithItsTypeItsNameAndItsHash() {
    EntityExchangeResult<byte[]> result =
        content(HttpMethod.GET).expectStatus().isOk().expectBody().returnResult();
    assertThat(result.getResponseBody()).isEqualTo(bytes);
    HttpHeaders headers = result.getResponseHeaders();
    assertThat(headers.getETag()).isEqualTo(etag);
    assertThat(headers.getContentLength()).isEqualTo(SIZE);
    assertThat(headers.getContentType()).hasToString("video/mp4");
    assertThat(headers.getFirst("Accept-Ranges")).isEqualTo("bytes");
    assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(headers.getContentDisposition().getType()).isEqualTo("inline");
    assertThat(headers.getContentDisposition().getFilename()).isEqualTo("Größe \"東\".mp4");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-, 0, 1000003",
    "bytes=100-199, 100, 200",
    "bytes=999999-, 999999, 1000003",
    "bytes=-5, 999998, 1000003",
    "bytes=-99999999, 0, 1000003",
    "bytes=10-99999999, 10, 1000003",
    "BYTES=65535-65537, 65535, 65538",
  })
  void sendsARange(String range, int start, int end) {
    EntityExchangeResult<byte[]> result =
        content(HttpMethod.GET, "Range", range)
            .expectStatus()
            .isEqualTo(206)
            .expectBody()
            .returnResult();
    assertThat(result.getResponseBody()).isEqualTo(Arrays.copyOfRange(bytes, start, end));
    assertThat(result.getResponseHeaders().getFirst("Content-Range"))
        .isEqualTo("bytes %d-%d/%d".formatted(start, end - 1, SIZE));
    assertThat(result.getResponseHeaders().getContentLength()).isEqualTo(end - start);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=1000003-", "bytes=2000000-2000001", "bytes=-0", "bytes=5-4", "bytes=x"})
  void refusesARangeThatIsNotThere(String range) {
    ResponseSpec response = content(HttpMethod.GET, "Range", range);
    Http.problem(response, 416, "content.range-not-satisfiable");
    response.expectHeader().valueEquals("Content-Range", "bytes */" + SIZE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"items=0-5", "bytes=0-1,5-6"})
  void sendsTheWholeForRangesThatItDoesNotKnow(String range) {
    assertThat(
            content(HttpMethod.GET, "Range", range)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody())
        .hasSize(SIZE);
  }

  @Test
  void sendsARangeOnlyOfTheBytesThatTheClientHas() {
    content(HttpMethod.GET, "Range", "bytes=0-9", "If-Range", etag).expectStatus().isEqualTo(206);
    content(HttpMethod.GET, "Range", "bytes=0-9", "If-Range", "\"other\"").expectStatus().isOk();
    content(HttpMethod.GET, "Range", "bytes=0-9", "If-Range", "W/" + etag).expectStatus().isOk();
    content(HttpMethod.GET, "Range", "bytes=0-9", "If-Range", "Sun, 01 Mar 2026 00:00:00 GMT")
        .expectStatus()
        .isOk();
  }

  @Test
  void sendsNothingThatTheClientHas() {
    content(HttpMethod.GET, "If-None-Match", etag).expectStatus().isNotModified();
    content(HttpMethod.GET, "If-None-Match", "\"a\", W/" + etag).expectStatus().isNotModified();
    content(HttpMethod.GET, "If-None-Match", "\"other\"").expectStatus().isOk();
    content(HttpMethod.GET, "If-Match", etag).expectStatus().isOk();
    Http.problem(
        content(HttpMethod.GET, "If-Match", "\"other\""), 412, "content.precondition-failed");
  }

  @Test
  void tellsEverythingButTheBytesForHead() {
    EntityExchangeResult<byte[]> whole =
        content(HttpMethod.HEAD).expectStatus().isOk().expectBody().returnResult();
    assertThat(whole.getResponseBody()).isNullOrEmpty();
    assertThat(whole.getResponseHeaders().getContentLength()).isEqualTo(SIZE);
    assertThat(whole.getResponseHeaders().getETag()).isEqualTo(etag);
    EntityExchangeResult<byte[]> part =
        content(HttpMethod.HEAD, "Range", "bytes=0-9")
            .expectStatus()
            .isEqualTo(206)
            .expectBody()
            .returnResult();
    assertThat(part.getResponseHeaders().getContentLength()).isEqualTo(10);
  }

  @Test
  void knowsNoBytesOfUnknownVideosAndSaysWhenTheyAreGone() throws IOException {
    Http.problem(http.get("/v1/videos/" + UUID.randomUUID() + "/content"), 404, "video.not-found");
    Http.problem(http.get("/v1/videos/" + id + "/content?x=1"), 400, "query.unknown-parameter");
    objects.delete("videos/" + id + "/source");
    Http.problem(content(HttpMethod.GET), 404, "content.missing");
  }

  private ResponseSpec content(HttpMethod method, String... headers) {
    return http.client()
        .method(method)
        .uri("/v1/videos/" + id + "/content")
        .headers(
            all -> {
              for (int at = 0; at < headers.length; at += 2) {
                all.set(headers[at], headers[at + 1]);
              }
            })
        .exchange();
  }
}
