package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanStoreTest {
  private static final String KEY = "part decoder\ngpu H100\n";

  @TempDir Path folder;

  @Test
  void givesBackWhatItKeeps() throws IOException {
    byte[] plan = new byte[1 << 20];
    new Random(7).nextBytes(plan);
    store().keep("a.plan", KEY, new Bytes(plan));
    assertThat(find(KEY)).hasValue(plan);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("a.plan");
    }
  }

  @Test
  void knowsNoPlanThatWasNotKept() {
    assertThat(find(KEY)).isEmpty();
  }

  @Test
  void takesNoPlanThatWasMadeForSomethingElse() throws IOException {
    store().keep("a.plan", KEY, new Bytes(new byte[100]));
    assertThat(find(KEY.replace("H100", "H200"))).isEmpty();
    assertThat(find(KEY + "more")).isEmpty();
  }

  @Test
  void takesNoPlanThatIsDamagedCutOffOrNoneAtAll() throws IOException {
    Path file = folder.resolve("a.plan");
    store().keep("a.plan", KEY, new Bytes(new byte[100]));
    byte[] whole = Files.readAllBytes(file);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(whole.length - 1L);
      bytes.write(1);
    }
    assertThat(find(KEY)).isEmpty();
    for (int length : List.of(0, 7, 20, 30, whole.length - 1)) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(find(KEY)).as("cut to %d bytes", length).isEmpty();
    }
    Files.write(
        file, "something else, and long enough to have a header".getBytes(StandardCharsets.UTF_8));
    assertThat(find(KEY)).isEmpty();
    Files.write(file, whole);
    assertThat(find(KEY)).isPresent();
  }

  @Test
  void replacesAPlan() throws IOException {
    store().keep("a.plan", KEY, new Bytes(new byte[100]));
    store().keep("a.plan", KEY, new Bytes(new byte[] {1, 2}));
    assertThat(find(KEY)).hasValue(new byte[] {1, 2});
  }

  private Optional<byte[]> find(String key) {
    return store()
        .find("a.plan", key, length -> new Bytes(new byte[Math.toIntExact(length)]))
        .map(Bytes::bytes);
  }

  private PlanStore store() {
    return new PlanStore(folder);
  }

  private static final class Bytes implements PlanBytes {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public ByteBuffer part(long from, int length) {
      return ByteBuffer.wrap(bytes, (int) from, length).slice();
    }
  }
}
