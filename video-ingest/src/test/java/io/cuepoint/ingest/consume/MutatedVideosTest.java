package io.cuepoint.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoFailed;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.contract.VideoSampled;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRulesSource;
import io.cuepoint.ingest.clip.TestRules;
import io.cuepoint.ingest.isolate.DecoderProperties;
import io.cuepoint.ingest.isolate.IsolatedReader;
import io.cuepoint.ingest.rate.RateProperties;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.ingest.testclips.Mutation;
import io.cuepoint.ingest.testclips.SharedFiles;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.queue.MessagePublisher;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * Videos with seeded damage: each ends sampled or failed with a code, and this process lives. So
 * many of each kind of file as {@code -Dcuepoint.mutations} says.
 */
class MutatedVideosTest {
  private static final UUID VIDEO = new UUID(7, 7);
  private static final int MUTATIONS = Integer.getInteger("cuepoint.mutations", 40);

  @TempDir static Path folder;
  private static IsolatedReader media;

  private final List<Object> sent = new ArrayList<>();
  private final Map<String, Integer> ends = new TreeMap<>();

  @BeforeAll
  static void open() {
    media =
        new IsolatedReader(
            new DecoderProperties(
                true, DataSize.ofGigabytes(2), Duration.ofMinutes(1), Duration.ofMinutes(1)));
  }

  @AfterAll
  static void close() {
    media.close();
  }

  @Test
  void generatedVideosEndInAStatedState() throws Exception {
    List<byte[]> films = new ArrayList<>();
    TestClip clip = TestClip.of(160, 96, 10, 4).sound(Sound.tone(440, 0.3));
    for (String ending : List.of("mp4", "mkv", "ts")) {
      films.add(Files.readAllBytes(clip.write(folder.resolve("film." + ending))));
    }
    run(films);
  }

  @Test
  void trapsEndInAStatedState() throws Exception {
    List<byte[]> films = new ArrayList<>();
    try (Stream<Path> traps = Files.list(SharedFiles.require("videos/traps"))) {
      for (Path trap : traps.sorted().toList()) {
        films.add(Files.readAllBytes(trap));
      }
    }
    run(films);
  }

  private void run(List<byte[]> films) throws Exception {
    for (int seed = 0; seed < MUTATIONS; seed++) {
      sent.clear();
      long begin = System.nanoTime();
      look(Mutation.of(films.get(seed % films.size()), seed));
      Object last = sent.get(sent.size() - 1);
      String end = last instanceof VideoFailed failed ? failed.failure().code() : "sampled";
      assertThat(last).as("seed %d", seed).isInstanceOfAny(VideoSampled.class, VideoFailed.class);
      assertThat(sent.stream().filter(ClipSampled.class::isInstance).count())
          .as("clips of seed %d", seed)
          .isLessThan(100);
      ends.merge(end, 1, Integer::sum);
      long millis = (System.nanoTime() - begin) / 1_000_000;
      if (millis > 5_000) {
        System.out.printf("seed %d took %d ms: %s%n", seed, millis, end);
      }
    }
    System.out.printf("%d mutations: %s%n", MUTATIONS, ends);
  }

  private void look(byte[] bytes) throws Exception {
    Path store = Files.createTempDirectory(folder, "objects");
    FileObjectStore objects = new FileObjectStore(store, 0);
    try (ObjectUpload upload = objects.begin("videos/7/source")) {
      upload.write(ByteBuffer.wrap(bytes));
      upload.commit();
    }
    ClipQuota quota = new ClipQuota(objects, Long.MAX_VALUE, Duration.ofMillis(5));
    ClipRulesSource rules =
        new ClipRulesSource(
            bind("cuepoint.clip", ClipProperties.class),
            bind("cuepoint.rate", RateProperties.class),
            Optional::empty);
    VideoPass pass =
        new VideoPass(
            media,
            objects,
            publisher(),
            rules,
            TestRules.lanes(),
            bind("cuepoint.signals", SignalsProperties.class),
            quota);
    new SamplingWork<>(objects, pass, Duration.ofMillis(5))
        .handle(
            new VideoRegistered(
                VIDEO,
                "film",
                "videos/7/source",
                bytes.length,
                "0".repeat(64),
                null,
                Instant.EPOCH,
                null));
    FileSystemUtils.deleteRecursively(store);
  }

  private MessagePublisher publisher() {
    return new MessagePublisher() {
      @Override
      public <T> CompletableFuture<Void> publish(Topic<T> topic, T message) {
        sent.add(message);
        return CompletableFuture.completedFuture(null);
      }
    };
  }

  private static <T> T bind(String prefix, Class<T> type) {
    return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate(prefix, type);
  }
}
