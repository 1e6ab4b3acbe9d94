package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.ModelConfig;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.checkpoint.Weights;
import io.cuepoint.worker.engine.WeightChoice;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.quantize.QuantizedWeights;
import io.cuepoint.worker.quantize.WeightCache;
import io.cuepoint.worker.quantize.WeightProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets, classes of frame sizes, groups and profiles. */
class MeasuresTest {
  private final Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
  private final ModelConfig config = checkpoint.config();

  @ParameterizedTest
  @CsvSource({
    "1, 8192, 256",
    "256, 8192, 256",
    "257, 8192, 512",
    "2048, 8192, 2048",
    "2049, 8192, 3072",
    "8000, 8192, 8192",
    "8192, 8192, 8192",
    "5000, 5001, 5001",
    "1, 100, 100"
  })
  void roundsLengthsUpToFewBuckets(int length, int capacity, int bucket) {
    assertThat(LengthBuckets.of(length, capacity)).isEqualTo(bucket);
  }

  @Test
  void hasNoMoreBucketsThanStepsAreKept() {
    assertThat(IntStream.rangeClosed(1, 8192).map(n -> LengthBuckets.of(n, 8192)).distinct())
        .hasSize(14);
  }

  @ParameterizedTest
  @CsvSource({"4, 512, 8", "480, 512, 8", "513, 1024, 4", "1196, 2048, 2", "4096, 4096, 1"})
  void sharesAnEngineAmongFrameSizes(int patches, int size, int steps) {
    ResolutionClass found = ResolutionClass.of(patches, 4096);
    assertThat(found.patches()).isEqualTo(size);
    assertThat(found.steps()).isEqualTo(steps);
  }

  @Test
  void refusesAFrameThatIsLargerThanConfigured() {
    assertThatThrownBy(() -> ResolutionClass.of(4097, 4096))
        .isInstanceOfSatisfying(
            TensorRtException.class, e -> assertThat(e.code()).isEqualTo("tensorrt.frame-size"))
        .hasMessageContaining("4,097 patches (expected: at most 4,096");
  }

  @Test
  void hasRoomForTheWindowsOfEveryShapeOfFrame() {
    for (int height = 2; height <= 128; height += 2) {
      for (int width = 2; height * width <= 4096; width += 2) {
        ResolutionClass size = ResolutionClass.of(height * width, 4096);
        int windows = (height + 7) / 8 * ((width + 7) / 8);
        assertThat(size.steps() * windows)
            .as("%d x %d", height, width)
            .isLessThanOrEqualTo(size.windows());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void findsEveryPatchAgainAtItsPlace(long seed) {
    Random random = new Random(seed);
    List<Integer> sizes = random.ints(5, 1, 64).boxed().toList();
    GroupPlaces places = GroupPlaces.of(sizes, 3, 64);
    assertThat(places.count()).isEqualTo(15);
    int patches = 3 * sizes.stream().mapToInt(Integer::intValue).sum();
    assertThat(places.unpad()).hasSize(patches);
    for (int patch = 0; patch < patches; patch++) {
      assertThat(places.pad()[places.unpad()[patch]]).isEqualTo(patch);
      assertThat(places.mask()[places.unpad()[patch]]).isEqualTo((byte) 1);
    }
    int held = 0;
    for (byte each : places.mask()) {
      held += each;
    }
    assertThat(held).isEqualTo(patches);
  }

  @Test
  void refusesAGroupThatDoesNotFit() {
    assertThatThrownBy(() -> GroupPlaces.of(List.of(65), 1, 64))
        .hasMessage("a group of 65 patches (expected: at most 64)");
  }

  @Test
  void tunesOneProfileForDecodingAndOneForPrompts() {
    LayerSpan all = LayerSpan.all(config.text());
    List<ShapeProfile> profiles = ShapeProfile.decoder(config.text(), 8192, 512, 1, all);
    assertThat(profiles).hasSize(2);
    ShapeRange decode = profiles.get(ShapeProfile.DECODE).inputs().get("x");
    assertThat(decode.most().get(0)).isEqualTo(1);
    ShapeRange prefill = profiles.get(ShapeProfile.PREFILL).inputs().get("x");
    assertThat(prefill.least().get(0)).isEqualTo(1);
    assertThat(prefill.most().get(0)).isEqualTo(512);
    ShapeRange columns = profiles.get(ShapeProfile.DECODE).inputs().get("columns");
    assertThat(columns).isEqualTo(new ShapeRange(List.of(256L), List.of(2048L), List.of(8192L)));
    assertThat(profiles.get(0).inputs().get("past_k.0").least())
        .isEqualTo(profiles.get(0).inputs().get("past_k.0").most())
        .element(2)
        .isEqualTo(8193L);
  }

  @Test
  void tunesAnotherForARowEachOfSeveralClips() {
    LayerSpan all = LayerSpan.all(config.text());
    Map<String, ShapeRange> batch =
        ShapeProfile.decoder(config.text(), 8192, 512, 8, all).get(ShapeProfile.BATCH).inputs();
    assertThat(batch.get("rows"))
        .isEqualTo(new ShapeRange(List.of(2L, 1L), List.of(8L, 1L), List.of(8L, 1L)));
    assertThat(batch.get("x").least().get(0)).isEqualTo(2);
    assertThat(batch.get("past_v.1").most()).element(0).isEqualTo(8L);
  }

  @Test
  void knowsEveryInputOfTheGraph() {
    LayerSpan all = LayerSpan.all(config.text());
    OnnxReader graph =
        new OnnxReader(
            GpuDecoderGraph.write(
                    config.text(),
                    checkpoint.weights(),
                    GraphOptions.tensorRt(GraphOptions.Compute.BF16),
                    1024,
                    all)
                .model());
    for (ShapeProfile profile : ShapeProfile.decoder(config.text(), 1024, 64, 4, all)) {
      assertThat(profile.inputs().keySet()).isEqualTo(graph.inputs);
    }
  }

  @Test
  void countsMatricesOfFourBitsAsTheyAreMade(@TempDir Path folder) {
    Weights weights = checkpoint.weights();
    QuantizedWeights made =
        new WeightCache(folder, 1, WeightProgress.NONE).openForGpu(checkpoint, WeightFormat.INT4);
    long expected = 0;
    for (TensorRef weight : weights.all()) {
      expected +=
          made.find(weight)
              .map(matrix -> matrix.values().bytes() + matrix.scales().bytes())
              .orElse(Short.BYTES * weight.elements());
    }
    assertThat(new DeviceWeights(weights, WeightFormat.INT4).bytes()).isEqualTo(expected);
  }

  @Test
  void takesFewerBitsWhereAllOfThemFindNoRoom() {
    long whole = new DeviceWeights(checkpoint.weights(), WeightFormat.BF16).bytes();
    long free = 0;
    while (choose(WeightFormat.AUTO, free).format() != WeightFormat.BF16) {
      free += whole / 100;
    }
    long tight = free - whole / 50;
    assertThat(choose(WeightFormat.AUTO, free).reason())
        .matches("bf16 weights: .* GB and .* GB for the work fit into .* GB");
    assertThat(choose(WeightFormat.AUTO, tight).reason())
        .matches("int4 weights: .* GB and .* fit into .* GB, too little for bf16 .*");
    assertThat(choose(WeightFormat.BF16, tight).format()).isEqualTo(WeightFormat.BF16);
    assertThat(choose(WeightFormat.AUTO, 0).reason()).startsWith("int4 weights, the smallest: ");
  }

  private WeightChoice choose(WeightFormat asked, long free) {
    return DeviceNeeds.choose(checkpoint, asked, new Workload(64, 8, 1, 512), List.of(free));
  }

  @Test
  void leavesRoomForTheAttentionOfTheLargestFrames() {
    long large = DeviceNeeds.vision(config.vision(), Short.BYTES, 4096);
    assertThat(large).isGreaterThan(4096L * 4096 * config.vision().heads() * Float.BYTES);
    assertThat(DeviceNeeds.vision(config.vision(), Short.BYTES, 1024)).isLessThan(large);
  }

  @Test
  void refusesARangeThatShrinks() {
    assertThatThrownBy(() -> ShapeRange.first(2, 1, 3)).hasMessageContaining("no side smaller");
  }
}
