package io.cuepoint.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store does. */
abstract class ObjectStoreContract {
  abstract ObjectStore store();

  @Test
  void showsAnObjectOnlyOnceItIsCommitted() throws IOException {
    try (ObjectUpload upload = store().begin("videos/a/source")) {
      upload.write(ByteBuffer.wrap("moving".getBytes(UTF_8)));
      assertThat(store().list("videos")).isEmpty();
      upload.commit();
    }
    assertThat(store().find("videos/a/source").orElseThrow().bytes()).isEqualTo(6);
    assertThat(read("videos/a/source", 2)).isEqualTo("ving");
  }

  @Test
  void leavesNothingOfAnUploadThatIsNotCommitted() throws IOException {
    try (ObjectUpload upload = store().begin("never")) {
      upload.write(ByteBuffer.wrap(new byte[1000]));
    }
    assertThat(store().list("videos")).isEmpty();
  }

  @Test
  void replacesWhatWasThere() throws IOException {
    put("a/b", "first");
    put("a/b", "second");
    assertThat(read("a/b", 0)).isEqualTo("second");
  }

  @Test
  void listsByWholeSegments() throws IOException {
    put("videos/1/source", "x");
    put("videos/1/clips/2", "x");
    put("videos/10/source", "x");
    assertThat(store().list("videos/1"))
        .extracting(StoredObject::key)
        .containsExactlyInAnyOrder("videos/1/source", "videos/1/clips/2");
  }

  @Test
  void deletesOnce() throws IOException {
    put("a/b/c", "x");
    assertThat(store().delete("a/b/c")).isTrue();
    assertThat(store().delete("a/b/c")).isFalse();
    assertThat(store().find("a/b/c")).isEmpty();
    assertThatThrownBy(() -> store().open("a/b/c")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void deletesAllBelowAPrefixAndCounts() throws IOException {
    put("clips/a/1", "x");
    put("clips/a/2", "x");
    put("clips/ab", "x");
    assertThat(store().deleteAll("clips/a")).isEqualTo(2);
    assertThat(store().deleteAll("clips/a")).isZero();
    assertThat(store().list("clips")).extracting(StoredObject::key).containsExactly("clips/ab");
  }

  @Test
  void letsTheVisitorDeleteWhatItIsTold() throws IOException {
    for (int i = 0; i < 20; i++) {
      put("clips/" + i + "/1", "x");
    }
    AtomicInteger told = new AtomicInteger();
    store()
        .each(
            "clips",
            object -> {
              assertThat(store().delete(object.key())).isTrue();
              told.incrementAndGet();
            });
    assertThat(told).hasValue(20);
    assertThat(store().list("clips")).isEmpty();
  }

  @Test
  void takesAnUploadAndSaysThatItWould() throws IOException {
    store().check();
    store().tidy();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a/.", "a b", "a\u0000b", "ä"})
  void refusesKeysThatCouldLeadElsewhere(String key) {
    assertThatThrownBy(() -> store().find(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("object key");
  }

  void put(String key, String text) throws IOException {
    try (ObjectUpload upload = store().begin(key)) {
      upload.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
      upload.commit();
    }
  }

  private String read(String key, long from) throws IOException {
    try (SeekableByteChannel channel = store().open(key)) {
      channel.position(from);
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // until all is there
      }
      return new String(bytes.array(), UTF_8);
    }
  }
}
