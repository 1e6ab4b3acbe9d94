package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.ingest.testclips.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The embedded jar as a process: from an upload to what a search finds, and through kills. */
class StandaloneIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void findsAnUploadedVideosEventsByWords() throws Exception {
    try (ServiceProcess cuepoint = start("home").awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      String id =
          client.upload(EditedClip.write(folder.resolve("edited.mp4"))).get("id").asString();
      JsonNode video = client.awaitEnd(id, LIMIT);
      assertThat(video.get("state").asString()).as(video.toPrettyString()).isEqualTo("ready");
      assertThat(video.get("progress").asDouble()).isEqualTo(1);

      assertStart(client.search("hard cut").get(0), "cut", 4.96);
      assertStart(client.search("the picture is black").get(0), "black", 9);
      assertStart(client.search("silence").get(0), "silence", 3);
      String vectors = client.get("/v1/system").get("database").get("vectorSearch").asString();
      assertThat(vectors).isNotBlank();
      if (pgvectorRequired()) {
        assertThat(vectors).isEqualTo("pgvector");
      }
    }
  }

  @Test
  void showsThatItStartsUntilItIsReady() throws Exception {
    try (ServiceProcess cuepoint = start("home")) {
      int first = await().atMost(LIMIT).until(() -> cuepoint.status("/"), status -> status != 0);
      assertThat(first).isEqualTo(503);
      cuepoint.awaitReady();
      assertThat(cuepoint.status("/")).isEqualTo(200);
    }
  }

  @Test
  void findsTheEventsOfARealFile() throws Exception {
    Path edited = SharedFiles.require("videos/edited_open.mp4");
    try (ServiceProcess cuepoint = start("home").awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      String id = client.upload(edited).get("id").asString();
      assertThat(client.awaitEnd(id, LIMIT).get("state").asString()).isEqualTo("ready");
      assertStart(client.search("black picture").get(0), "black", 17.6);
      assertThat(client.events(id)).hasSizeGreaterThan(15);
    }
  }

  /** The moment of the kill is drawn from the seed: at once (between row and message), or later. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void endsAsUndisturbedAfterAKill(long seed) throws Exception {
    Path clip = EditedClip.write(folder.resolve("edited.mp4"));
    List<String> undisturbed;
    try (ServiceProcess cuepoint = start("undisturbed").awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      undisturbed = client.eventsOnceReady(client.upload(clip).get("id").asString(), LIMIT);
    }
    String id;
    ServiceProcess killed = start("killed").awaitReady();
    try {
      id = new CuepointClient(killed).upload(clip).get("id").asString();
      long delay = seed == 1 ? 0 : new Random(seed).nextLong(4_000);
      TimeUnit.MILLISECONDS.sleep(delay);
    } finally {
      killed.kill();
    }
    try (ServiceProcess cuepoint = start("killed").awaitReady()) {
      assertThat(new CuepointClient(cuepoint).eventsOnceReady(id, LIMIT)).isEqualTo(undisturbed);
    }
  }

  private static void assertStart(JsonNode hit, String label, double start) {
    JsonNode event = hit.get("event");
    assertThat(event.get("label").asString()).as(hit.toPrettyString()).isEqualTo(label);
    assertThat(event.get("start").asDouble())
        .as(hit.toPrettyString())
        .isBetween(start - 0.15, start + 0.15);
  }

  private static boolean pgvectorRequired() {
    return "true".equals(System.getenv("CUEPOINT_REQUIRE_PGVECTOR"));
  }

  private ServiceProcess start(String home) throws IOException {
    Path log = folder.resolve(home + ".log");
    Files.createDirectories(folder);
    return ServiceProcess.start(
        ServiceProcess.jar("api", "embedded"),
        "512m",
        log,
        List.of("--cuepoint.home=" + folder.resolve(home)));
  }
}
