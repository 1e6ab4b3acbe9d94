package io.cuepoint.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.InMemoryVideoStore;
import io.cuepoint.contract.Task;
import io.cuepoint.index.store.NewVideo;
import io.cuepoint.object.FileObjectStore;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanSweepTest {
  private static final Duration GRACE = Duration.ofHours(1);

  private final InMemoryVideoStore videos = new InMemoryVideoStore();
  private final UUID known = UUID.randomUUID();
  private final UUID orphan = UUID.randomUUID();
  private ObjectStore objects;

  @BeforeEach
  void fill(@TempDir Path folder) throws IOException {
    objects = new FileObjectStore(folder, 0);
    put(VideoObjects.source(known));
    put(VideoObjects.source(orphan));
    put("videos/" + orphan + "/clips/1");
    put("videos/readme");
    put("other/thing");
  }

  @Test
  void removesObjectsOfVideosWithoutARowOnceTheyAreOld() throws IOException {
    register(known);
    assertThat(sweepAfter(Duration.ZERO)).isZero();
    assertThat(sweepAfter(GRACE.plusMinutes(1))).isEqualTo(2);
    assertThat(objects.list("videos/" + orphan)).isEmpty();
    assertThat(objects.find(VideoObjects.source(known))).isPresent();
    assertThat(objects.find("videos/readme")).isPresent();
    assertThat(objects.find("other/thing")).isPresent();
  }

  @Test
  void removesNothingWhereNoVideoHasARow() throws IOException {
    assertThat(sweepAfter(GRACE.plusMinutes(1))).isZero();
    assertThat(objects.list("videos")).hasSize(4);
  }

  private int sweepAfter(Duration later) throws IOException {
    Clock clock = Clock.offset(Clock.system(ZoneOffset.UTC), later);
    return new OrphanSweep(objects, videos, clock, GRACE).run();
  }

  private void register(UUID id) {
    videos.register(
        new NewVideo(id, "a", VideoObjects.source(id), 1, "00", null, List.of(), Task.DENSE));
  }

  private void put(String key) throws IOException {
    try (ObjectUpload upload = objects.begin(key)) {
      upload.write(ByteBuffer.wrap(new byte[1]));
      upload.commit();
    }
  }
}
