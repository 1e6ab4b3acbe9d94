package io.cuepoint.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.api.InMemoryVideoStore;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

@FakeApi
class UploadTest {
  @LocalServerPort int port;
  @Autowired InMemoryVideoStore videos;
  @Autowired ObjectStore objects;
  Http http;

  @BeforeEach
  void start() throws IOException {
    http = new Http(port);
    videos.clear();
    for (StoredObject object : objects.list("videos")) {
      objects.delete(object.key());
    }
  }

  @Test
  void keepsTheBytesAndTheirHashAndAnswersTheVideo() throws Exception {
    byte[] bytes = random(3_000_000);
    MultipartBodyBuilder form = new MultipartBodyBuilder();
    form.part("tag", "gate");
    form.part("name", "Früh am Tor 🚪");
    form.part("file", new ByteArrayResource(bytes)).filename("a.mp4");
    form.part("recordedAt", "2026-03-01T09:30:00+01:00");
    form.part("tag", "morning");

    ResponseSpec response = http.post(form).expectStatus().isAccepted();
    JsonNode video = Http.json(response);

    String id = video.path("id").stringValue();
    response.expectHeader().location("/v1/videos/" + id);
    assertThat(video.path("name").stringValue()).isEqualTo("Früh am Tor 🚪");
    assertThat(video.path("state").stringValue()).isEqualTo("received");
    assertThat(video.path("bytes").longValue()).isEqualTo(bytes.length);
    assertThat(video.path("recordedAt").stringValue()).isEqualTo("2026-03-01T08:30:00Z");
    assertThat(video.path("tags").toString()).isEqualTo("[\"gate\",\"morning\"]");
    assertThat(video.path("durationSeconds").isNull()).isTrue();
    assertThat(video.path("failure").isNull()).isTrue();
    assertThat(video.path("links").path("events").stringValue())
        .isEqualTo("/v1/videos/" + id + "/events");
    assertThat(video.path("sha256").stringValue())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    assertThat(read("videos/" + id + "/source")).isEqualTo(bytes);
    assertThat(http.getJson("/v1/videos/" + id)).isEqualTo(video);
  }

  @Test
  void answersTheVideoThatIsThereWhenTheBytesAreKnown() throws IOException {
    byte[] bytes = random(10_000);
    String id = http.upload("first.mp4", bytes);

    ResponseSpec again = http.post(Http.form("second.mp4", bytes)).expectStatus().isOk();

    again.expectHeader().location("/v1/videos/" + id);
    assertThat(Http.json(again).path("name").stringValue()).isEqualTo("first.mp4");
    assertThat(objects.list("videos")).hasSize(1);
  }

  @Test
  void takesATextFileThatCallsItselfAVideo() {
    byte[] text = "not a video".getBytes(StandardCharsets.UTF_8);
    Http.json(http.post(Http.form("text.mp4", text)).expectStatus().isAccepted());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ../../etc/passwd       | passwd
          C:\\clips\\night.mp4   | night.mp4
          ..                     | video
          Größe 東京.webm         | Größe 東京.webm
          """)
  void keepsOnlyTheBaseOfAFileName(String given, String kept) {
    JsonNode video =
        Http.json(http.post(Http.form(given, random(100))).expectStatus().isAccepted());
    assertThat(video.path("name").stringValue()).isEqualTo(kept);
    assertThat(videos.find(UUID.fromString(video.path("id").stringValue())))
        .get()
        .extracting("object")
        .isEqualTo("videos/" + video.path("id").stringValue() + "/source");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Http.problem(http.post(Http.form("empty.mp4", new byte[0])), 400, "upload.empty");
    assertNothingIsThere();
  }

  @Test
  void refusesABodyWithoutAFile() {
    MultipartBodyBuilder form = new MultipartBodyBuilder();
    form.part("name", "nothing");
    Http.problem(http.post(form), 400, "upload.no-file");
    MultipartBodyBuilder field = new MultipartBodyBuilder();
    field.part("file", "a field");
    Http.problem(http.post(field), 400, "upload.no-file");
  }

  @Test
  void refusesTwoFiles() throws IOException {
    MultipartBodyBuilder form = Http.form("one.mp4", random(1000));
    form.part("file", new ByteArrayResource(random(10))).filename("two.mp4");
    Http.problem(http.post(form), 400, "upload.several-files");
    assertNothingIsThere();
  }

  @ParameterizedTest
  @CsvSource({
    "nme, x, upload.unknown-field",
    "name, '   ', video.invalid-name",
    "recordedAt, yesterday, video.invalid-recorded-at",
    "recordedAt, 2026-03-01T09:30:00, video.invalid-recorded-at",
    "tag, '', video.invalid-tag",
  })
  void refusesAFieldAndNamesIt(String field, String value, String code) throws IOException {
    MultipartBodyBuilder form = Http.form("a.mp4", random(1000));
    form.part(field, value);
    JsonNode problem = Http.problem(http.post(form), 400, code);
    assertThat(problem.path("detail").stringValue()).startsWith(field + ":");
    assertNothingIsThere();
  }

  @Test
  void refusesALongNameAControlCharacterAndTooManyTags() {
    MultipartBodyBuilder longName = Http.form("a.mp4", random(10));
    longName.part("name", "x".repeat(201));
    Http.problem(http.post(longName), 400, "video.invalid-name");
    MultipartBodyBuilder control = Http.form("a.mp4", random(10));
    control.part("name", "a\u0000b");
    Http.problem(http.post(control), 400, "video.invalid-name");
    MultipartBodyBuilder tags = Http.form("a.mp4", random(10));
    for (int tag = 0; tag < 21; tag++) {
      tags.part("tag", "tag" + tag);
    }
    Http.problem(http.post(tags), 400, "video.invalid-tag");
    MultipartBodyBuilder huge = Http.form("a.mp4", random(10));
    huge.part("name", "x".repeat(100_000));
    Http.problem(http.post(huge), 400, "upload.malformed");
  }

  @Test
  void refusesAFileOverTheLimit() throws IOException {
    Http.problem(
        http.post(Http.form("big.mp4", random(4 * 1024 * 1024 + 1))), 413, "upload.too-large");
    assertNothingIsThere();
    Http.json(
        http.post(Http.form("fits.mp4", random(4 * 1024 * 1024))).expectStatus().isAccepted());
  }

  @Test
  void refusesWhatIsNotMultipart() {
    Http.problem(
        http.client()
            .post()
            .uri("/v1/videos")
            .contentType(MediaType.APPLICATION_OCTET_STREAM)
            .bodyValue(random(10))
            .exchange(),
        415,
        "request.unsupported-media-type");
    Http.problem(
        http.client()
            .post()
            .uri("/v1/videos")
            .contentType(MediaType.MULTIPART_FORM_DATA)
            .bodyValue("no boundary".getBytes(StandardCharsets.UTF_8))
            .exchange(),
        400,
        "upload.malformed");
    Http.problem(
        http.client()
            .post()
            .uri("/v1/videos")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .bodyValue(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ncut")
            .exchange(),
        400,
        "upload.malformed");
  }

  @Test
  void refusesQueryParameters() {
    Http.problem(
        http.client()
            .post()
            .uri("/v1/videos?tag=x")
            .contentType(MediaType.MULTIPART_FORM_DATA)
            .body(BodyInserters.fromMultipartData(Http.form("a.mp4", random(10)).build()))
            .exchange(),
        400,
        "query.unknown-parameter");
  }

  private void assertNothingIsThere() throws IOException {
    assertThat(objects.list("videos")).isEmpty();
    assertThat(videos.size()).isZero();
  }

  private byte[] read(String key) throws IOException {
    try (SeekableByteChannel channel = objects.open(key)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return bytes.array();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
