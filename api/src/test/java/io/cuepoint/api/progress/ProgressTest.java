package io.cuepoint.api.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.contract.ClipProgress.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@FakeApi
class ProgressTest {
  @LocalServerPort int port;
  @Autowired ClipsUnderway underway;
  private Http http;

  @BeforeEach
  void connect() {
    http = new Http(port);
  }

  @Test
  void tellsWhatAWorkerDoesWithAClip() {
    byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    String video = http.upload("film.mp4", bytes);
    String path = "/v1/videos/" + video + "/progress";
    assertThat(http.getJson(path).path("clips")).isEmpty();

    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    underway.take(TestProgress.of(UUID.fromString(video), 1, Stage.ANSWER, now));
    JsonNode progress = http.getJson(path);
    assertThat(progress.path("videoId").stringValue()).isEqualTo(video);
    assertThat(progress.path("state").stringValue()).isEqualTo("received");
    JsonNode clip = progress.path("clips").get(0);
    assertThat(clip.path("start").asDouble()).isEqualTo(10);
    assertThat(clip.path("end").asDouble()).isEqualTo(20);
    assertThat(clip.path("stage").stringValue()).isEqualTo("answer");
    assertThat(clip.path("question").asInt()).isEqualTo(1);
    assertThat(clip.path("text").stringValue()).isEqualTo("[{");
    assertThat(clip.path("worker").stringValue()).isEqualTo("w");
    assertThat(Instant.parse(clip.path("updatedAt").stringValue())).isEqualTo(now);
  }

  @Test
  void knowsNoVideoOfAnotherId() {
    Http.problem(http.get("/v1/videos/" + UUID.randomUUID() + "/progress"), 404, "video.not-found");
  }
}
