package io.cuepoint.api.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.TestClip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Long runs ({@code mvn verify -Psoak}); each prints its figures. */
@Tag("soak")
class SoakIT {
  @TempDir Path folder;

  @Test
  void takesTwoGigabytesInASmallHeap() throws Exception {
    long bytes = 2L << 30;
    try (ServiceProcess cuepoint = start().awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      long begin = System.nanoTime();
      JsonNode video = client.upload("noise.mp4", () -> new Noise(bytes));
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat(video.get("bytes").asLong()).isEqualTo(bytes);
      System.out.printf(
          "2 GB upload with -Xmx512m: %.1f s, %.0f MB/s, peak RSS %d MB%n",
          seconds, bytes / 1e6 / seconds, peakMegabytes(cuepoint));
      JsonNode end = client.awaitEnd(video.get("id").asString(), Duration.ofMinutes(5));
      assertThat(end.get("failure").get("code").asString()).startsWith("video.");
    }
  }

  @Test
  void endsEveryVideoThroughTwentyKills() throws Exception {
    Random random = new Random(20);
    Path clip = EditedClip.write(folder.resolve("edited.mp4"));
    String id = null;
    for (int kill = 0; kill < 20; kill++) {
      ServiceProcess cuepoint = start().awaitReady();
      try {
        CuepointClient client = new CuepointClient(cuepoint);
        if (id != null && kill % 2 == 0) {
          client.awaitEnd(id, Duration.ofMinutes(3));
          assertThat(cuepoint.status("/v1/videos/" + id)).isEqualTo(200);
          id = null;
        }
        if (id == null) {
          id = client.upload(distinct(clip, kill)).get("id").asString();
        }
        TimeUnit.MILLISECONDS.sleep(random.nextLong(5_000));
      } finally {
        cuepoint.kill();
      }
    }
    try (ServiceProcess cuepoint = start().awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      JsonNode videos = client.get("/v1/videos?limit=200").get("items");
      int first = -1;
      for (JsonNode video : videos) {
        String each = video.get("id").asString();
        JsonNode end = client.awaitEnd(each, Duration.ofMinutes(5));
        assertThat(end.get("state").asString()).as(end.toPrettyString()).isEqualTo("ready");
        int events = client.events(each).size();
        first = first < 0 ? events : first;
        assertThat(events).as(end.toPrettyString()).isEqualTo(first);
      }
      System.out.printf("20 kills: %d videos, all ready, %d events each%n", videos.size(), first);
    }
  }

  @Test
  void readsThreeHoursWithFlatMemory() throws Exception {
    Path film = folder.resolve("hours.mp4");
    TestClip.of(160, 96, 5, 3 * 3600).picture(Painter.moving()).bitRate(60_000).write(film);
    try (ServiceProcess cuepoint = start().awaitReady()) {
      CuepointClient client = new CuepointClient(cuepoint);
      long begin = System.nanoTime();
      String id = client.upload(film).get("id").asString();
      JsonNode end = client.awaitEnd(id, Duration.ofMinutes(40));
      assertThat(end.get("state").asString()).as(end.toPrettyString()).isEqualTo("ready");
      System.out.printf(
          "3 h of video: ready after %.0f s, peak RSS %d MB%n",
          (System.nanoTime() - begin) / 1e9, peakMegabytes(cuepoint));
    }
  }

  private ServiceProcess start() throws IOException {
    return ServiceProcess.start(
        ServiceProcess.jar("api", "embedded"),
        "512m",
        folder.resolve("log"),
        List.of("--cuepoint.home=" + folder.resolve("home")));
  }

  /** The clip with empty boxes at its end, which readers pass over: another SHA-256. */
  private Path distinct(Path clip, int number) throws IOException {
    Path file = Files.copy(clip, folder.resolve("edited-" + number + ".mp4"));
    byte[] emptyBox = {0, 0, 0, 8, 'f', 'r', 'e', 'e'};
    for (int i = 0; i <= number; i++) {
      Files.write(file, emptyBox, StandardOpenOption.APPEND);
    }
    return file;
  }

  private static long peakMegabytes(ServiceProcess service) throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
            .filter(each -> each.startsWith("VmHWM"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }

  /** So many bytes that are no video. */
  private static final class Noise extends InputStream {
    private final byte[] block = new byte[1 << 16];
    private long left;

    Noise(long bytes) {
      left = bytes;
      new Random(1).nextBytes(block);
    }

    @Override
    public int read() {
      return left-- > 0 ? block[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, Math.min(length, block.length));
      System.arraycopy(block, 0, into, offset, count);
      left -= count;
      return count;
    }
  }
}
