package io.cuepoint.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.FakeApi;
import io.cuepoint.api.Http;
import io.cuepoint.api.InMemoryVideoStore;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoState;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** Thumbnails of a real clip: 320 x 180, dark until 1 s, bright until 2 s. */
@FakeApi
class ThumbnailTest {
  @LocalServerPort int port;
  @Autowired InMemoryVideoStore videos;
  @TempDir Path folder;
  Http http;
  String id;

  @BeforeEach
  void upload() throws IOException {
    http = new Http(port);
    videos.clear();
    Painter picture = Painter.level(second -> 20).until(1, Painter.level(second -> 220));
    id = upload(TestClip.of(320, 180, 25, 2).picture(picture));
  }

  @ParameterizedTest
  @CsvSource({
    "t=0, 320, 20",
    "t=0.96, 320, 20",
    "t=1, 320, 220",
    "t=1.5&width=160, 160, 220",
    "t=2&width=1920, 320, 220",
    "width=16, 16, 20",
  })
  void showsTheFrameOnScreen(String query, int width, int level) throws IOException {
    EntityExchangeResult<byte[]> result =
        http.get("/v1/videos/" + id + "/thumbnail?" + query)
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentType("image/jpeg")
            .expectBody()
            .returnResult();
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(result.getResponseBody()));
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(Math.round(width * 9 / 16f));
    int green = picture.getRGB(width / 2, picture.getHeight() / 2) >> 8 & 0xff;
    assertThat(green).isBetween(level - 12, level + 12);
  }

  @Test
  void sendsNothingThatTheClientHas() {
    String path = "/v1/videos/" + id + "/thumbnail?t=1";
    String etag =
        http.get(path)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseHeaders()
            .getETag();
    http.client()
        .get()
        .uri(path)
        .header("If-None-Match", etag)
        .exchange()
        .expectStatus()
        .isNotModified();
  }

  @ParameterizedTest
  @CsvSource({
    "t=-0.1, thumbnail.invalid-time",
    "t=2.5, thumbnail.invalid-time",
    "t=x, thumbnail.invalid-time",
    "width=0, thumbnail.invalid-width",
    "width=4000, thumbnail.invalid-width",
    "time=1, query.unknown-parameter",
  })
  void refusesWhatIsOutside(String query, String code) {
    Video video = videos.find(UUID.fromString(id)).orElseThrow();
    videos.put(
        new Video(
            video.id(),
            video.name(),
            video.object(),
            VideoState.READY,
            1,
            video.bytes(),
            video.sha256(),
            MediaTime.ofSeconds(2),
            null,
            video.tags(),
            video.streams(),
            video.warnings(),
            null,
            video.createdAt()));
    Http.problem(http.get("/v1/videos/" + id + "/thumbnail?" + query), 400, code);
  }

  @Test
  void saysThatThereIsNoPicture() throws IOException {
    String sound = upload(TestClip.of(320, 180, 25, 1).noPicture().sound(Sound.tone(440, 0.2)));
    String text = http.upload("text.mp4", "no video at all".getBytes(StandardCharsets.UTF_8));
    for (String none : new String[] {sound, text}) {
      Http.problem(http.get("/v1/videos/" + none + "/thumbnail?t=0"), 404, "thumbnail.no-frame");
    }
    Http.problem(
        http.get("/v1/videos/" + UUID.randomUUID() + "/thumbnail"), 404, "video.not-found");
  }

  private String upload(TestClip clip) throws IOException {
    Path file = clip.write(folder.resolve(UUID.randomUUID() + ".mp4"));
    return http.upload("clip.mp4", Files.readAllBytes(file));
  }
}
