package io.cuepoint.worker.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.DType;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.golden.Golden;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightCacheTest {
  private final Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
  private final List<Long> told = new ArrayList<>();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"INT8", "INT4"})
  void makesEveryMatrixOnceAndFindsItAgain(WeightFormat format) throws IOException {
    List<TensorRef> matrices = checkpoint.weights().matrices();
    QuantizedWeights made = cache().open(checkpoint, format);
    long values = matrices.stream().mapToLong(TensorRef::elements).sum();
    assertThat(told).startsWith(0L).endsWith(values).isSorted();
    told.clear();
    QuantizedWeights found = cache().open(checkpoint, format);
    assertThat(told).isEmpty();
    for (TensorRef matrix : matrices) {
      assertThat(found.find(matrix)).isPresent().isEqualTo(made.find(matrix));
    }
    assertThat(found.find(checkpoint.weights().get("language_model.norm.weight", 64))).isEmpty();
    assertThat(names()).hasSize(2).allMatch(name -> name.contains(format.label() + "-v1"));
  }

  @Test
  void keepsOtherWeightsApart() throws IOException {
    cache().open(checkpoint, WeightFormat.INT8);
    cache().open(checkpoint, WeightFormat.INT4);
    Path other = folder.resolve("other");
    copy(other);
    TensorRef last =
        checkpoint.weights().get("language_model.layers.2.mlp.down_proj.weight", 64, 172);
    flip(other.resolve("model.safetensors"), last.offset() + last.bytes() / 2);
    cache().open(Checkpoint.open(other), WeightFormat.INT8);
    assertThat(names()).filteredOn(name -> !name.endsWith(".lock")).hasSize(3);
  }

  @Test
  void keepsWhatIsForAGpuBesideWhatIsNot() throws IOException {
    cache().open(checkpoint, WeightFormat.INT4);
    QuantizedWeights made = cache().openForGpu(checkpoint, WeightFormat.INT4);
    assertThat(names()).filteredOn(name -> !name.endsWith(".lock")).hasSize(2);
    told.clear();
    cache().open(checkpoint, WeightFormat.INT4);
    assertThat(cache().openForGpu(checkpoint, WeightFormat.INT4).find(gate(0)))
        .isEqualTo(made.find(gate(0)));
    assertThat(told).isEmpty();
  }

  @Test
  void liesForAGpuAsItsOperatorTakesIt() {
    QuantizedWeights made = cache().openForGpu(checkpoint, WeightFormat.INT4);
    QuantizedMatrix gate = made.find(gate(1)).orElseThrow();
    assertThat(gate.in()).isEqualTo(64);
    assertThat(gate.out()).isEqualTo(172);
    assertThat(gate.values().shape()).containsExactly(64L, 86L);
    assertThat(gate.scales().shape()).containsExactly(1L, 172L);
    assertThat(gate.scales().type()).isEqualTo(DType.BF16);
    assertThat(WeightCache.gpuBytes(gate(1), WeightFormat.INT4)).hasValue(64 * 86 + 172 * 2);
  }

  @Test
  void leavesOutWhatAGpuTakesInNoBlock() {
    Weights weights = checkpoint.weights();
    QuantizedWeights made = cache().openForGpu(checkpoint, WeightFormat.INT4);
    assertThat(made.find(weights.head())).as("an odd number of rows").isEmpty();
    TensorRef down = weights.get("language_model.layers.0.mlp.down_proj.weight", 64, 172);
    assertThat(made.find(down)).as("rows of no whole blocks").isEmpty();
    assertThat(WeightCache.gpuBytes(down, WeightFormat.INT4)).isEmpty();
    Checkpoint none = Checkpoint.open(Golden.bundled().resolve("flat-untied-sharded"));
    QuantizedWeights nothing = cache().openForGpu(none, WeightFormat.INT4);
    assertThat(none.weights().matrices()).allMatch(matrix -> nothing.find(matrix).isEmpty());
  }

  private TensorRef gate(int layer) {
    return checkpoint
        .weights()
        .get("language_model.layers." + layer + ".mlp.gate_proj.weight", 172, 64);
  }

  @Test
  void knowsTheSameWeightsInAnotherFolder() throws IOException {
    cache().open(checkpoint, WeightFormat.INT8);
    told.clear();
    copy(folder.resolve("copy"));
    cache().open(Checkpoint.open(folder.resolve("copy")), WeightFormat.INT8);
    assertThat(told).isEmpty();
  }

  @Test
  void makesThemAgainWhenTheFileIsCutOff() throws IOException {
    assertMadeAgainAfter(
        file -> {
          try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() - 1);
          }
        });
  }

  @Test
  void makesThemAgainWhenTheDirectoryIsChanged() throws IOException {
    assertMadeAgainAfter(file -> flip(file, 20));
  }

  @Test
  void makesThemAgainWithoutASeal() throws IOException {
    assertMadeAgainAfter(file -> Files.delete(file.resolveSibling("seal.json")));
  }

  @Test
  void makesThemAgainWhenTheSealIsNoJson() throws IOException {
    assertMadeAgainAfter(file -> Files.writeString(file.resolveSibling("seal.json"), "{\"size\":"));
  }

  @Test
  void throwsAwayWhatAnotherLeftHalfWritten() throws IOException {
    cache().open(checkpoint, WeightFormat.INT8);
    Path whole = only();
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    Files.move(whole, part);
    told.clear();
    cache().open(checkpoint, WeightFormat.INT8);
    assertThat(told).isNotEmpty();
    assertThat(part).doesNotExist();
    assertThat(whole).isDirectory();
  }

  @Test
  void leavesNothingHalfWrittenWhenMakingFails() throws IOException {
    WeightProgress broken =
        (what, done, total) -> {
          throw new IllegalStateException("nobody listens");
        };
    assertThatThrownBy(
            () -> new WeightCache(weights(), 2, broken).open(checkpoint, WeightFormat.INT8))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names()).allMatch(name -> name.endsWith(".lock"));
  }

  @Test
  void refusesADiskThatIsTooFullBeforeItWrites() throws IOException {
    WeightCache cache = new WeightCache(weights(), 1, WeightProgress.NONE, path -> 1000);
    assertThatThrownBy(() -> cache.open(checkpoint, WeightFormat.INT8))
        .isInstanceOfSatisfying(
            WeightCacheException.class, e -> assertThat(e.code()).isEqualTo("weights.disk-full"))
        .hasMessageContaining("int8 weights of flat-tied: 1,000 bytes in")
        .hasMessageContaining("expected: 2");
    assertThat(names()).allMatch(name -> name.endsWith(".lock"));
  }

  @Test
  void namesAFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(
            () ->
                new WeightCache(file.resolve("weights"), 1, WeightProgress.NONE)
                    .open(checkpoint, WeightFormat.INT8))
        .isInstanceOfSatisfying(
            WeightCacheException.class, e -> assertThat(e.code()).isEqualTo("weights.unwritable"))
        .hasMessageContaining(file.toString());
  }

  /** A change to a file. */
  private interface Harm {
    void to(Path file) throws IOException;
  }

  private void assertMadeAgainAfter(Harm harm) throws IOException {
    QuantizedWeights made = cache().open(checkpoint, WeightFormat.INT4);
    TensorRef head = made.find(checkpoint.weights().head()).orElseThrow().values();
    byte[] bytes = bytes(head);
    harm.to(only().resolve("weights.safetensors"));
    told.clear();
    cache().open(checkpoint, WeightFormat.INT4);
    assertThat(told).isNotEmpty();
    assertThat(bytes(head)).isEqualTo(bytes);
  }

  private static byte[] bytes(TensorRef tensor) {
    byte[] bytes = new byte[Math.toIntExact(tensor.bytes())];
    Weights.map(tensor, 0, bytes.length).get(bytes);
    return bytes;
  }

  private WeightCache cache() {
    return new WeightCache(weights(), 2, (what, done, total) -> told.add(done));
  }

  private Path weights() {
    return folder.resolve("home/weights");
  }

  private Path only() throws IOException {
    return weights()
        .resolve(
            names().stream().filter(name -> !name.endsWith(".lock")).findFirst().orElseThrow());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(weights())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void copy(Path target) throws IOException {
    Files.createDirectories(target);
    for (String file : List.of("config.json", "model.safetensors")) {
      Files.copy(checkpoint.folder().resolve(file), target.resolve(file));
    }
  }

  private static void flip(Path file, long position) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position);
      int old = bytes.read();
      bytes.seek(position);
      bytes.write(old ^ 1);
    }
  }
}
