package io.cuepoint.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the api, and what tests do with it again and again. */
public final class Http {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String base;
  private final WebTestClient client;

  public Http(int port) {
    base = "http://127.0.0.1:" + port;
    client =
        WebTestClient.bindToServer()
            .baseUrl(base)
            .responseTimeout(Duration.ofMinutes(1))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
            .build();
  }

  public WebTestClient client() {
    return client;
  }

  public static MultipartBodyBuilder form(String fileName, byte[] bytes) {
    MultipartBodyBuilder form = new MultipartBodyBuilder();
    form.part("file", new ByteArrayResource(bytes)).filename(fileName);
    return form;
  }

  public WebTestClient.ResponseSpec post(MultipartBodyBuilder form) {
    return client
        .post()
        .uri("/v1/videos")
        .body(BodyInserters.fromMultipartData(form.build()))
        .exchange();
  }

  /** Uploads and answers the id. */
  public String upload(String fileName, byte[] bytes) {
    return json(post(form(fileName, bytes)).expectStatus().isAccepted()).path("id").stringValue();
  }

  /** GET of a path whose query is percent-encoded already. */
  public WebTestClient.ResponseSpec get(String path) {
    return client.get().uri(URI.create(base + path)).exchange();
  }

  public JsonNode getJson(String path) {
    return json(get(path).expectStatus().isOk());
  }

  public static JsonNode json(WebTestClient.ResponseSpec response) {
    EntityExchangeResult<byte[]> result = response.expectBody().returnResult();
    return JSON.readTree(result.getResponseBody());
  }

  /** Checks that the answer is a problem with this status and code, and answers it. */
  public static JsonNode problem(WebTestClient.ResponseSpec response, int status, String code) {
    response.expectStatus().isEqualTo(status);
    response.expectHeader().contentType("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.path("code").stringValue()).isEqualTo(code);
    assertThat(problem.path("status").intValue()).isEqualTo(status);
    for (String member : new String[] {"type", "title", "detail", "instance"}) {
      assertThat(problem.path(member).stringValue()).as(member).isNotBlank();
    }
    return problem;
  }
}
