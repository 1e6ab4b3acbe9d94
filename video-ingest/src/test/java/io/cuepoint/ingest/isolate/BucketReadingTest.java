package io.cuepoint.ingest.isolate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.object.ObjectUpload;
import io.cuepoint.testservers.CountingProxy;
import io.cuepoint.testservers.S3Mock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

/** Videos in a bucket, read by ranges. */
class BucketReadingTest {
  private static final TargetGrid GRID = TargetGrid.even(2);
  private static final int PADDING = 60 << 20;

  @TempDir static Path folder;
  private static S3Mock mock;
  private static CountingProxy proxy;
  private static ConfigurableApplicationContext context;
  private static ObjectStore objects;
  private static String film;

  private final LocalReader local = new LocalReader();

  @BeforeAll
  static void start() throws Exception {
    mock = S3Mock.start(folder.resolve("s3"));
    proxy = new CountingProxy(mock.endpoint());
    context =
        new SpringApplicationBuilder(ObjectConfiguration.class)
            .web(WebApplicationType.NONE)
            .properties(
                Map.of(
                    "cuepoint.objects", "s3://" + S3Mock.BUCKET + "/here",
                    "cuepoint.s3.endpoint", proxy.endpoint().toString(),
                    "cuepoint.s3.access-key", "any",
                    "cuepoint.s3.secret-key", "any",
                    "spring.main.banner-mode", "off"))
            .run();
    objects = context.getBean(ObjectStore.class);
    film =
        TestClip.of(320, 180, 25, 40)
            .picture(Painter.moving())
            .sound(Sound.tone(440, 0.3))
            .write(folder.resolve("film.mp4"))
            .toString();
    put("film", Files.readAllBytes(Path.of(film)));
    put("large", padded(Files.readAllBytes(Path.of(film))));
  }

  @AfterAll
  static void stop() throws IOException {
    SpringApplication.exit(context);
    proxy.close();
    mock.close();
  }

  @Test
  void probesAFilmWithItsIndexAtTheEndByASmallShareOfItsBytes() throws Exception {
    proxy.takeReceived();
    Probe probe = local.probe(objects.location("large"));
    long fetched = proxy.takeReceived();
    assertThat(probe).isEqualTo(local.probe(film));
    assertThat(fetched).isLessThan(PADDING / 20);
    assertThat(local.frame(objects.location("large"), MediaTime.ofSeconds(30), 160)).isPresent();
    assertThat(proxy.takeReceived()).isLessThan(PADDING / 10);
    System.out.printf("a probe read %d of %d bytes%n", fetched, PADDING);
  }

  @Test
  void givesTheSameFromABucketAsFromAFile() throws Exception {
    Everything here = new Everything();
    Everything there = new Everything();
    PassResult expected = local.all(film, GRID, here);
    try (IsolatedReader isolated = isolated()) {
      assertThat(isolated.all(objects.location("large"), GRID, there)).isEqualTo(expected);
    }
    assertThat(there.seen).isEqualTo(here.seen).hasSizeGreaterThan(1000);
    Everything wanted = new Everything();
    assertThat(local.targets(objects.location("film"), GRID, wanted).samples())
        .isEqualTo(expected.samples());
    assertThat(wanted.samples()).isEqualTo(here.samples());
  }

  @Test
  void readsOnWhereAConnectionToTheStoreBreaks() throws Exception {
    Everything here = new Everything();
    Everything there = new Everything();
    local.all(film, GRID, here);
    proxy.breakAfter(Files.size(Path.of(film)) / 2);
    local.all(objects.location("film"), GRID, there);
    assertThat(there.seen).isEqualTo(here.seen);
  }

  @Test
  void saysThatWhatTheStoreDoesNotGiveMayComeLater() {
    assertThatThrownBy(() -> local.probe(objects.location("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("404");
  }

  /** The film with its index at the end and, before it, an empty box that readers pass over. */
  private static byte[] padded(byte[] film) {
    int start = new String(film, ISO_8859_1).indexOf("moov") - 4;
    byte[] index = new byte[ByteBuffer.wrap(film).getInt(start)];
    System.arraycopy(film, start, index, 0, index.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(film, 0, start);
    // as long as the index, so that the frames stay where it says
    out.writeBytes(empty(index.length));
    int frames = start + index.length;
    out.write(film, frames, film.length - frames);
    out.writeBytes(empty(PADDING));
    out.writeBytes(index);
    return out.toByteArray();
  }

  private static byte[] empty(int length) {
    return ByteBuffer.allocate(length).putInt(length).put("free".getBytes(ISO_8859_1)).array();
  }

  private static void put(String key, byte[] bytes) throws IOException {
    try (ObjectUpload upload = objects.begin(key)) {
      for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
        upload.write(left);
      }
      upload.commit();
    }
  }

  private static IsolatedReader isolated() {
    return new IsolatedReader(
        new DecoderProperties(
            true, DataSize.ofMegabytes(2048), Duration.ofMinutes(1), Duration.ofMinutes(1)));
  }
}
