package io.cuepoint.worker.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.golden.GoldenCase;
import io.cuepoint.worker.golden.Tensors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Windows and patches against the reference's. */
class GoldenPatchesTest {
  @TestFactory
  Stream<DynamicTest> givesTheReferencesWindows() {
    return Golden.cases(Golden.bundled()).stream()
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> checkWindows(each)));
  }

  @Test
  void givesTheReferencesPatchesInEveryCase() {
    List<GoldenCase> cases = Golden.cases(Golden.shared());
    assertThat(cases).anyMatch(each -> each.frames().has("patches"));
    for (GoldenCase golden : cases) {
      checkWindows(golden);
      if (golden.frames().has("patches")) {
        checkPatches(golden);
      }
    }
  }

  private static void checkWindows(GoldenCase golden) {
    VisionConfig config = golden.open().config().vision();
    Grid grid = golden.grid();
    WindowPlan plan = new GridLayouts(config, 1).of(grid).plan();
    Tensors expected = golden.frames();
    assertThat(plan.windowIndex(grid.steps()))
        .as("%s windows", golden)
        .isEqualTo(expected.longs("window_index"));
    assertThat(plan.cumulativeLengths(grid.steps()))
        .as("%s lengths", golden)
        .isEqualTo(expected.longs("cu_window_seqlens"));
  }

  private static void checkPatches(GoldenCase golden) {
    Checkpoint checkpoint = golden.open();
    Patches patches = new Patches(checkpoint.config().vision(), checkpoint.normalization());
    FramePairs pairs = golden.pairs();
    assertThat(patches.grid(pairs.frames().size(), pairs.width(), pairs.height()))
        .isEqualTo(golden.grid());
    float[] actual = patches.rasterOrder(pairs);
    float[] expected = golden.frames().floats("patches");
    assertThat(actual).hasSameSizeAs(expected);
    float worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    assertThat(worst).as("%s patches", golden).isLessThan(1e-5f);
  }
}
