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

class StagePlanTest {
  private static final int POSITIONS = 512;
  private static final int ROWS = 16;

  private final Checkpoint checkpoint = Checkpoint.open(Golden.bundled().resolve("flat-tied"));
  private final TextConfig config = checkpoint.config().text();

  @Test
  void putsEveryLayerOnOneGpuInOrder() {
    StagePlan plan = plan(List.of(100_000_000L, 100_000_000L));
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
    DeviceNeeds whole =
        DeviceNeeds.of(
            checkpoint.config(),
            new DeviceWeights(checkpoint.weights(), format),
            POSITIONS - 1,
            ROWS,
            1);
    List<Long> gpus = List.of(9_000_000L, 9_000_000L, 9_000_000L);
    List<StagePlan.Stage> stages = StagePlan.of(checkpoint, format, gpus, POSITIONS, ROWS).stages();
    assertThat(stages.stream().mapToLong(StagePlan.Stage::weights).sum())
        .isEqualTo(whole.weights());
    assertThat(stages.stream().mapToLong(StagePlan.Stage::cache).sum()).isEqualTo(whole.cache());
  }

  @Test
  void leavesTheFullestGpuAsMuchAsAnySplitDoes() {
    for (List<Long> gpus :
        List.of(List.of(9_000_000L, 9_000_000L), List.of(9_300_000L, 9_000_000L))) {
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
    return StagePlan.stage(checkpoint, WeightFormat.BF16, gpus, POSITIONS, ROWS, gpu, layers)
        .free();
  }

  @Test
  void givesASmallGpuFewerLayers() {
    StagePlan.Stage alone = plan(List.of(100_000_000L)).stages().get(0);
    long used = 100_000_000L - alone.free();
    List<StagePlan.Stage> stages = plan(List.of(used - 1, 100_000_000L)).stages();
    assertThat(stages).hasSize(2);
    assertThat(stages.get(0).layers().count()).isLessThan(config.layers());
  }

  @Test
  void refusesGpusThatDoNotHoldIt() {
    assertThatThrownBy(() -> plan(List.of(100_000L, 100_000L)))
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessageContaining("on 2 GPUs of [100000, 100000]");
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
    return StagePlan.of(checkpoint, WeightFormat.BF16, gpus, POSITIONS, ROWS);
  }
}
