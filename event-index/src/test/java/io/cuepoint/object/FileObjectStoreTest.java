package io.cuepoint.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContract {
  @TempDir Path root;
  private FileObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = new FileObjectStore(root, 0);
  }

  @Override
  ObjectStore store() {
    return store;
  }

  @Test
  void clearsAwayWhatAKilledProcessLeft() throws IOException {
    Path left = Files.write(root.resolve("staging/left.part"), new byte[10]);
    new FileObjectStore(root, 0);
    assertThat(left).doesNotExist();
  }

  @Test
  void leavesWhatAnotherStoreIsWriting() throws IOException {
    try (ObjectUpload upload = store.begin("kept")) {
      upload.write(ByteBuffer.wrap(new byte[10]));
      new FileObjectStore(root, 0);
      upload.commit();
    }
    assertThat(store.find("kept")).isPresent();
  }

  @Test
  void refusesToTakeTheReserve() throws IOException {
    FileObjectStore full = new FileObjectStore(root, Long.MAX_VALUE);
    assertThatThrownBy(() -> full.begin("never"))
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("bytes free");
  }

  @Test
  void noticesDuringALongWriteThatTheDiskFills() throws IOException {
    AtomicLong free = new AtomicLong(96 << 20);
    FileObjectStore nearlyFull = new FileObjectStore(root, 1, free::get);
    try (ObjectUpload upload = nearlyFull.begin("never")) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 512; i++) {
                  free.addAndGet(-upload.write(ByteBuffer.wrap(new byte[1 << 20])));
                }
              })
          .isInstanceOf(StorageFullException.class);
    }
    assertThat(root.resolve("staging")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void emptiesFoldersWhileOthersFillThem() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<?> first = pool.submit(() -> putAndDelete("shared/a"));
      Future<?> second = pool.submit(() -> putAndDelete("shared/b"));
      first.get();
      second.get();
    } finally {
      pool.shutdownNow();
    }
    assertThat(root.resolve("data")).isEmptyDirectory();
  }

  private Void putAndDelete(String key) throws IOException {
    for (int i = 0; i < 200; i++) {
      put(key, "x");
      assertThat(store.delete(key)).isTrue();
    }
    return null;
  }
}
