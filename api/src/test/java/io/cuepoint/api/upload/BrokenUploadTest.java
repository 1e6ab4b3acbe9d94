package io.cuepoint.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.FaultyObjects;
import io.cuepoint.api.Http;
import io.cuepoint.api.InMemoryVideoStore;
import io.cuepoint.api.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Uploads that do not come as they should. The stall timeout is 5 s here, the limit 4 MB. */
@FakeApi
class BrokenUploadTest {
  @LocalServerPort int port;
  @Autowired InMemoryVideoStore videos;
  @Autowired FaultyObjects objects;

  @BeforeEach
  void clear() throws IOException {
    videos.clear();
    for (var object : objects.list("videos")) {
      objects.delete(object.key());
    }
  }

  /** After whatever happened, an upload still works. */
  @AfterEach
  void works() {
    byte[] bytes = new byte[100];
    new Random().nextBytes(bytes);
    Http.json(new Http(port).post(Http.form("good.mp4", bytes)).expectStatus().isAccepted());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 70, 1000, 300_000, 2_000_000})
  void keepsNothingOfABodyThatStopsHalfWay(int sent) throws Exception {
    try (RawHttp http = new RawHttp(port)) {
      http.startUpload("Content-Length: 3000000").send(RawHttp.fileHead()).send(new byte[sent]);
      if (sent > 100_000) {
        await().until(() -> staged() > 0);
      }
    }
    awaitNothing();
  }

  @Test
  void keepsNothingOfABodyThatLosesItsEnd() throws Exception {
    String body = RawHttp.fileHead() + "content";
    try (RawHttp http = new RawHttp(port)) {
      http.startUpload("Content-Length: " + body.length()).send(body);
      assertThat(http.answer()).startsWith("HTTP/1.1 400").contains("upload.malformed");
    }
    awaitNothing();
  }

  @Test
  void givesUpABodyThatStandsStill() throws Exception {
    try (RawHttp http = new RawHttp(port)) {
      http.startUpload("Content-Length: 3000000").send(RawHttp.fileHead()).send(new byte[200_000]);
      assertThat(http.answer()).startsWith("HTTP/1.1 408").contains("upload.stalled");
    }
    awaitNothing();
  }

  @Test
  void waitsForABodyThatIsSlow() throws Exception {
    String end = "\r\n--b--";
    int pieces = 36;
    try (RawHttp http = new RawHttp(port)) {
      http.startUpload("Content-Length: " + (RawHttp.fileHead().length() + pieces + end.length()))
          .send(RawHttp.fileHead());
      for (int piece = 0; piece < pieces; piece++) {
        // together longer than the timeout, each shorter
        assertThat(http.isSilent(150)).isTrue();
        http.send("x");
      }
      http.send(end);
      assertThat(http.answer()).startsWith("HTTP/1.1 202").contains("\"bytes\":36");
    }
  }

  @Test
  void refusesATooLongBodyBeforeItIsSent() throws Exception {
    try (RawHttp http = new RawHttp(port)) {
      http.startUpload("Expect: 100-continue\r\nContent-Length: 999999999999");
      assertThat(http.answer()).startsWith("HTTP/1.1 413").contains("upload.too-large");
    }
    try (RawHttp http = new RawHttp(port)) {
      http.startUpload("Expect: 100-continue\r\nContent-Length: 1000000");
      assertThat(http.answer()).startsWith("HTTP/1.1 100 ");
    }
    awaitNothing();
  }

  @Test
  void refusesABodyOfUnknownLengthOnceItIsTooLong() throws Exception {
    try (RawHttp http = new RawHttp(port)) {
      http.startUpload("Transfer-Encoding: chunked")
          .chunk(RawHttp.fileHead().getBytes(StandardCharsets.US_ASCII));
      for (int mebibyte = 0; mebibyte < 6; mebibyte++) {
        http.chunk(new byte[1 << 20]);
      }
      http.chunk("\r\n--b--".getBytes(StandardCharsets.US_ASCII)).send("0\r\n\r\n");
      assertThat(http.answer()).startsWith("HTTP/1.1 413").contains("upload.too-large");
    }
    awaitNothing();
  }

  @Test
  void answersARefusedBodyAtOnceAndReadsTheRest() throws Exception {
    String start = "--b\r\nno colon\r\n\r\n";
    try (RawHttp http = new RawHttp(port)) {
      http.startUpload("Content-Length: 4500000").send(start);
      assertThat(http.answer()).startsWith("HTTP/1.1 400").contains("upload.malformed");
      http.send(new byte[4_500_000 - start.length()]);
      http.send("GET /v1/videos HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(http.answer()).startsWith("HTTP/1.1 200");
    }
    awaitNothing();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1000, 150_000})
  void saysThatTheStoreIsFullAndKeepsNothing(long room) throws Exception {
    objects.room = room;
    try {
      JsonNode problem =
          Http.problem(
              new Http(port).post(Http.form("a.mp4", new byte[200_000])), 507, "storage.full");
      assertThat(problem.toString()).doesNotContain("secret");
    } finally {
      objects.room = Long.MAX_VALUE;
    }
    awaitNothing();
  }

  @Test
  void saysNothingOfItsInsideWhenTheStoreBreaks() throws Exception {
    objects.broken = true;
    try {
      JsonNode problem =
          Http.problem(
              new Http(port).post(Http.form("a.mp4", new byte[200_000])), 500, "server.error");
      assertThat(problem.toString()).doesNotContain("secret").doesNotContain("Exception");
    } finally {
      objects.broken = false;
    }
    awaitNothing();
  }

  private void awaitNothing() throws IOException {
    await().until(() -> staged() == 0);
    assertThat(objects.list("videos")).isEmpty();
    assertThat(videos.size()).isZero();
  }

  private long staged() throws IOException {
    Path staging = Path.of(objects.location("x")).resolveSibling("../staging").normalize();
    try (Stream<Path> files = Files.walk(staging)) {
      return files.filter(file -> file.toString().endsWith(".part")).count();
    }
  }
}
