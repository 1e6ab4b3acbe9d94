package io.cuepoint.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.object.FileObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTest {
  private static final UUID VIDEO = new UUID(1, 2);
  private static final UUID CLIP = new UUID(3, 4);

  @TempDir Path root;
  private FileObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = new FileObjectStore(root, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givesEveryFrameBackBitForBitWithItsTimes(long seed) throws IOException {
    List<byte[]> pictures = pictures(new Random(seed), 56, 28, 7);
    write(56, 28, pictures);
    Clip clip = read(1 << 20);
    assertThat(clip.manifest().frames()).hasSize(7);
    assertThat(clip.manifest().frames().get(3))
        .isEqualTo(
            new ClipManifest.Frame(
                MediaTime.ofMicros(1_500_000), MediaTime.ofMicros(1_466_667), false, true));
    for (int i = 0; i < 7; i++) {
      assertThat(clip.rgb(i)).as("frame %d", i).isEqualTo(pictures.get(i));
    }
  }

  @Test
  void givesPicturesBackBesideTheFrames() throws IOException {
    byte[] first = pictures(new Random(4), 84, 56, 1).get(0);
    byte[] second = pictures(new Random(5), 28, 28, 1).get(0);
    ClipManifest.Picture of =
        new ClipManifest.Picture(MediaTime.ZERO, MediaTime.ZERO, 84, 56, 1920, 1080);
    ClipManifest.Picture smaller =
        new ClipManifest.Picture(
            MediaTime.ofSeconds(1), MediaTime.ofSeconds(0.96), 28, 28, 640, 640);
    try (ClipWriter writer = new ClipWriter(store.begin("clips/1"), 28, 28)) {
      writer.add(frame(0), new byte[28 * 28 * 3]);
      writer.add(of, first);
      writer.add(frame(1), new byte[28 * 28 * 3]);
      writer.add(smaller, second);
      writer.commit(VIDEO, CLIP, TimeSpan.ofSeconds(0, 1), 2);
    }
    Clip clip = read(1 << 20);
    assertThat(clip.manifest().pictures()).containsExactly(of, smaller);
    assertThat(clip.picture(0)).isEqualTo(first);
    assertThat(clip.picture(1)).isEqualTo(second);
    assertThat(clip.manifest().frames()).hasSize(2);
  }

  @Test
  void refusesAClipThatIsCutOff() throws IOException {
    write(28, 28, pictures(new Random(1), 28, 28, 4));
    byte[] whole = bytes();
    for (int length : new int[] {0, 10, whole.length / 2, whole.length - 200}) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Clip.read(new ByteArrayInputStream(part), 1 << 20))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesMoreThanItMayHold() throws IOException {
    write(28, 28, pictures(new Random(1), 28, 28, 4));
    assertThatThrownBy(() -> read(4 * 28 * 28 * 3 - 1)).hasMessageContaining("more than");
  }

  @Test
  void leavesNothingWhenItIsNotCommitted() throws IOException {
    try (ClipWriter writer = new ClipWriter(store.begin("clips/1"), 28, 28)) {
      writer.add(frame(0), new byte[28 * 28 * 3]);
    }
    assertThat(store.list("clips")).isEmpty();
    assertThat(root.resolve("staging")).isDirectoryNotContaining("glob:**.part");
  }

  private void write(int width, int height, List<byte[]> pictures) throws IOException {
    try (ClipWriter writer = new ClipWriter(store.begin("clips/1"), width, height)) {
      for (int i = 0; i < pictures.size(); i++) {
        writer.add(frame(i), pictures.get(i));
      }
      writer.commit(VIDEO, CLIP, TimeSpan.ofSeconds(0, 3.5), 2);
    }
  }

  private static ClipManifest.Frame frame(int i) {
    return new ClipManifest.Frame(
        MediaTime.ofMicros(i * 500_000L),
        MediaTime.ofMicros(Math.max(0, i * 500_000L - 33_333)),
        i == 0,
        i == 3);
  }

  private static List<byte[]> pictures(Random random, int width, int height, int count) {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] picture = new byte[width * height * 3];
      random.nextBytes(picture);
      pictures.add(picture);
    }
    return pictures;
  }

  private Clip read(int maxBytes) throws IOException {
    return Clip.open(store, "clips/1", maxBytes);
  }

  private byte[] bytes() throws IOException {
    try (SeekableByteChannel channel = store.open("clips/1")) {
      return Channels.newInputStream(channel).readAllBytes();
    }
  }
}
