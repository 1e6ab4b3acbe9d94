package io.cuepoint.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.embedded.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Listing and deletion of more objects than there is memory for. */
class ManyObjectsTest {
  private static final int OBJECTS = 100_000;

  /** Their keys alone would take more. */
  private static final String HEAP = "24m";

  /** A JVM with a small heap that lists and deletes all there is. */
  static final class Sweep {
    private Sweep() {}

    public static void main(String[] arguments) throws IOException {
      try (S3ObjectStore store = store(URI.create(arguments[0]))) {
        AtomicLong objects = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        store.each(
            "videos",
            object -> {
              objects.incrementAndGet();
              bytes.addAndGet(object.bytes());
            });
        System.out.println("listed " + objects + " of " + bytes);
        System.out.println("deleted " + store.deleteAll("videos"));
      }
    }
  }

  @Test
  void listsAndDeletesABucketInASmallHeap() throws Exception {
    try (SyntheticBucket bucket = new SyntheticBucket(OBJECTS);
        ChildProcess sweep =
            ChildProcess.startWithHeap(HEAP, Sweep.class, bucket.endpoint().toString())) {
      assertThat(sweep.await("listed ")).isEqualTo(OBJECTS + " of 100000000000");
      assertThat(sweep.await("deleted ")).isEqualTo("" + OBJECTS);
      assertThat(bucket.deleted).hasValue(OBJECTS);
    }
  }

  @Test
  void asksForAPageOnlyOnceTheOneBeforeIsTold() throws IOException {
    try (SyntheticBucket bucket = new SyntheticBucket(5_000);
        S3ObjectStore store = store(bucket.endpoint())) {
      AtomicLong told = new AtomicLong();
      store.each(
          "videos",
          object -> {
            if (bucket.pages.get() > told.getAndIncrement() / 1000 + 1) {
              throw new AssertionError(bucket.pages + " pages asked for, " + told + " told");
            }
          });
      assertThat(told).hasValue(5_000);
    }
  }

  @Test
  void tellsOfFilesOneByOne(@TempDir Path root) throws IOException {
    FileObjectStore store = new FileObjectStore(root, 0);
    int files = 2_000;
    for (int i = 0; i < files; i++) {
      Path folder = Files.createDirectories(root.resolve("data/clips/" + i % 50));
      Files.createFile(folder.resolve(Integer.toString(i)));
    }
    AtomicLong told = new AtomicLong();
    store.each("clips", object -> told.incrementAndGet());
    assertThat(told).hasValue(files);
    assertThat(store.deleteAll("clips")).isEqualTo(files);
    assertThat(root.resolve("data")).isEmptyDirectory();
  }

  private static S3ObjectStore store(URI endpoint) throws IOException {
    return new S3ObjectStore(
        S3Place.parse("synthetic"),
        new S3Properties(
            endpoint,
            null,
            null,
            "any",
            "any",
            null,
            DataSize.ofMegabytes(5),
            null,
            Duration.ofHours(6),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofDays(1)),
        Clock.systemUTC());
  }
}
