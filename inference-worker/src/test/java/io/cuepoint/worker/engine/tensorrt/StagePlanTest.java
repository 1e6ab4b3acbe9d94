package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.MemoryRefusedException;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.graph.LayerSpan;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagePlanTest {
  private static final int POSITIONS = 512;
  private static final int ROWS = 16;
  private static final Workload LOAD = new Workload(POSITIONS, ROWS, 1, 512);

  private final Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
  private final TextConfig config = checkpoint.config().text();

  /** What the first GPU needs beyond its layers. */
  private final long frame = DeviceNeeds.vision(checkpoint.config().vision(), Short.BYTES, 512);

  @Test
  void putsEveryLayerOnOneGpuInOrder() {
    StagePlan plan = plan(List.of(200_000_000L, 100_000_000L));
    int next = 0;
    for (StagePlan.Stage stage : plan.stages()) {
      assertThat(stage.layers().first()).isEqualTo(next);
      assertThat(stage.free()).isPositive();
      next = stage.layers().end();
    }
    assertThat(next).isEqualTo(config.layers());
    assertThat(plan.stages()).extracting(StagePlan.Stage::gpu).containsExactly(0, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "BF16", "INT4"})
  void addsUpToTheWholeModel(WeightFormat format) {
    DeviceWeights sizes = new DeviceWeights(checkpoint.weights(), format);
    long room = 1_000_000_000;
    List<StagePlan.Stage> stages =
        StagePlan.of(checkpoint, format, List.of(room, room, room), LOAD, 1).stages();
    assertThat(stages.stream().mapToLong(StagePlan.Stage::weights).sum()).isEqualTo(sizes.bytes());
    assertThat(stages.stream().mapToLong(StagePlan.Stage::cache).sum())
        .isEqualTo(DeviceNeeds.cache(config, config.layers(), sizes.valueBytes(), POSITIONS));
    assertThat(stages.get(0).working() - stages.get(1).working())
        .isEqualTo(DeviceNeeds.vision(checkpoint.config().vision(), sizes.valueBytes(), 512));
  }

  @Test
  void leavesTheFullestGpuAsMuchAsAnySplitDoes() {
    for (List<Long> gpus :
        List.of(List.of(frame + 9_000_000L, 9_000_000L), List.of(frame + 9_300_000L, 9_000_000L))) {
      long best = 0;
      for (int split = 1; split < config.layers(); split++) {
        LayerSpan first = new LayerSpan(0, split, config.layers());
        LayerSpan second = new LayerSpan(split, config.layers(), config.layers());
        best = Math.max(best, Math.min(free(gpus, 0, first), free(gpus, 1, second)));
      }
      assertThat(plan(gpus).stages().stream().mapToLong(StagePlan.Stage::free).min())
          .hasValue(best);
    }
  }

  private long free(List<Long> gpus, int gpu, LayerSpan layers) {
    return StagePlan.stage(checkpoint, WeightFormat.BF16, gpus, LOAD, gpu, layers).free();
  }

  @Test
  void givesASmallGpuFewerLayers() {
    StagePlan.Stage alone = plan(List.of(200_000_000L)).stages().get(0);
    long used = 200_000_000L - alone.free();
    List<StagePlan.Stage> stages = plan(List.of(used - 1, 200_000_000L)).stages();
    assertThat(stages).hasSize(2);
    assertThat(stages.get(0).layers().count()).isLessThan(config.layers());
  }

  @Test
  void hasAsManyCachesAsAreWantedAndFit() {
    StagePlan.Stage one = plan(List.of(1_000_000_000L)).stages().get(0);
    Workload many = new Workload(POSITIONS, ROWS, 8, 512);
    long shared = 1_000_000_000 - one.free() - one.cache();
    long choices =
        DeviceNeeds.working(config, one.layers(), Short.BYTES, many)
            - DeviceNeeds.working(config, one.layers(), Short.BYTES, LOAD);
    long room = shared + choices + 4 * one.cache();
    assertThat(caches(room, many, 1)).isEqualTo(4);
    assertThat(caches(room - 1, many, 1)).isEqualTo(3);
    assertThat(caches(room + 10 * one.cache(), many, 1)).isEqualTo(8);
    assertThatThrownBy(() -> caches(room, many, 8))
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessageContaining("for KV caches (8 of 512 positions)");
  }

  private int caches(long room, Workload load, int least) {
    return StagePlan.of(checkpoint, WeightFormat.BF16, List.of(room), load, least).caches();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void fitsWhereTheFormatWasChosenToFit(long seed) {
    Random random = new Random(seed);
    long room = 1_000_000_000;
    long used = room - frame - plan(List.of(room)).stages().get(0).free();
    LayerSpan begin = new LayerSpan(0, 1, config.layers());
    LayerSpan end = new LayerSpan(config.layers() - 1, config.layers(), config.layers());
    int whole = 0;
    for (int i = 0; i < 200; i++) {
      List<Long> gpus =
          List.of(frame + random.nextLong(used / 2, used), random.nextLong(used / 2, used));
      WeightFormat format = DeviceNeeds.choose(checkpoint, WeightFormat.AUTO, LOAD, gpus).format();
      if (format == WeightFormat.BF16 && free(gpus, 0, begin) >= 0 && free(gpus, 1, end) >= 0) {
        assertThat(plan(gpus).stages()).as("%s", gpus).hasSize(2);
        whole++;
      }
    }
    assertThat(whole).isBetween(20, 180);
  }

  @Test
  void refusesGpusThatDoNotHoldIt() {
    StagePlan.Stage whole = plan(List.of(1_000_000_000L)).stages().get(0);
    long second =
        DeviceNeeds.working(config, new LayerSpan(0, 1, config.layers()), Short.BYTES, LOAD);
    assertThatThrownBy(() -> plan(List.of(100_000L, 100_000L)))
        .hasMessageStartingWith("%,d bytes, ", 1_000_000_000 - whole.free() + second)
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessageContaining(
            "for KV caches (1 of 512 positions), on GPUs with 100,000 and 100,000 free");
    assertThatThrownBy(() -> plan(List.of(1L, 1L, 1L, 1L)))
        .hasMessageContaining("4 GPUs (expected: 1 to 3, a layer each)");
  }

  @Test
  void computesInStagesWhatItComputesWhole() {
    LayerSpan first = new LayerSpan(0, 1, config.layers());
    LayerSpan second = new LayerSpan(1, config.layers(), config.layers());
    float[] whole = logits(List.of(LayerSpan.all(config)));
    float[] staged = logits(List.of(first, second));
    assertThat(staged).containsExactly(whole, offset(1e-5f));
  }

  private float[] logits(List<LayerSpan> spans) {
    try (DecoderOnOnnxRuntime program =
        new DecoderOnOnnxRuntime(checkpoint, POSITIONS, ROWS, 1, spans)) {
      TensorRtDecoder decoder = new TensorRtDecoder(program, Duration.ZERO);
      try (KvCache cache = decoder.newCache(POSITIONS)) {
        decoder.append(cache, RandomRows.of(config, 40, new Random(1)));
        return decoder.append(cache, RandomRows.of(config, 1, new Random(2)));
      }
    }
  }

  private StagePlan plan(List<Long> gpus) {
    return StagePlan.of(checkpoint, WeightFormat.BF16, gpus, LOAD, 1);
  }
}
