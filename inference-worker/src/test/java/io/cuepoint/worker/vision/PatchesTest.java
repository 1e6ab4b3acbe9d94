package io.cuepoint.worker.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.golden.Golden;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchesTest {
  private static final Checkpoint CHECKPOINT =
      Checkpoint.open(Golden.bundled().resolve("flat-tied"));
  private static final Patches PATCHES =
      new Patches(CHECKPOINT.config().vision(), CHECKPOINT.normalization());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void equalTheRulesStatedPlainly(long seed) {
    Random random = new Random(seed);
    int height = 28 * (1 + random.nextInt(3));
    int width = 28 * (1 + random.nextInt(3));
    FramePairs pairs = pairs(random, 4, width, height);
    float[] actual = PATCHES.rasterOrder(pairs);
    double[] mean = {0.48145466, 0.4578275, 0.40821073};
    double[] deviation = {0.26862954, 0.26130258, 0.27577711};
    for (int i = 0; i < actual.length; i++) {
      int patch = i / 1176;
      int x = i % 14;
      int y = i / 14 % 14;
      int frame = i / 196 % 2;
      int channel = i % 1176 / 392;
      int cell = patch / 4 % (height / 28 * (width / 28));
      int step = patch / 4 / (height / 28 * (width / 28));
      int row = (cell / (width / 28) * 2 + patch % 4 / 2) * 14 + y;
      int column = (cell % (width / 28) * 2 + patch % 2) * 14 + x;
      int value = pairs.frames().get(2 * step + frame)[(row * width + column) * 3 + channel] & 0xff;
      double expected = (value / 255.0 - mean[channel]) / deviation[channel];
      assertThat((double) actual[i]).isBetween(expected - 1e-5, expected + 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void inWindowOrderAreTheSamePatches(long seed) {
    Random random = new Random(seed);
    FramePairs pairs = pairs(random, 6, 28 * 6, 28 * 5);
    Grid grid = PATCHES.grid(6, pairs.width(), pairs.height());
    WindowPlan plan = WindowPlan.of(grid, 4);
    float[] raster = PATCHES.rasterOrder(pairs);
    float[] windowed = PATCHES.windowOrder(pairs, plan, 1, 2);
    assertThat(plan.toRaster(windowed, 4 * 1176))
        .isEqualTo(Arrays.copyOfRange(raster, raster.length / 3, raster.length));
  }

  @Test
  void takesOneFrameForTwo() {
    FramePairs one = pairs(new Random(1), 1, 28, 28);
    FramePairs two = new FramePairs(28, 28, List.of(one.first(0), one.first(0)));
    assertThat(PATCHES.grid(1, 28, 28)).isEqualTo(new Grid(1, 2, 2));
    assertThat(PATCHES.rasterOrder(one)).isEqualTo(PATCHES.rasterOrder(two));
    assertThat(PATCHES.grid(5, 28, 28).steps()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1000", "0, 28, 28", "2, 28, 27", "2, 0, 28", "2, 42, 28"})
  void refusesSidesThatAreNotWholeCells(int frames, int width, int height) {
    assertThatThrownBy(() -> PATCHES.grid(frames, width, height))
        .hasMessageContaining(frames + " frames of " + width + " x " + height)
        .hasMessageContaining("multiples of 28");
  }

  @Test
  void refusesFramesOfAnotherSize() {
    FramePairs wrong = new FramePairs(56, 28, List.of(new byte[28 * 28 * 3]));
    assertThatThrownBy(() -> PATCHES.rasterOrder(wrong)).hasMessageContaining("expected: 4704");
    assertThatThrownBy(() -> new FramePairs(28, 28, List.of())).hasMessageContaining("0 frames");
  }

  @Test
  void keepsABoundedNumberOfLayouts() {
    GridLayouts layouts = new GridLayouts(CHECKPOINT.config().vision(), 2);
    GridLayout first = layouts.of(new Grid(3, 4, 4));
    layouts.of(new Grid(1, 4, 6));
    assertThat(layouts.of(new Grid(9, 4, 4))).isSameAs(first);
    layouts.of(new Grid(1, 6, 6));
    layouts.of(new Grid(1, 8, 6));
    assertThat(layouts.of(new Grid(3, 4, 4))).isNotSameAs(first);
  }

  private static FramePairs pairs(Random random, int count, int width, int height) {
    byte[][] frames = new byte[count][width * height * 3];
    for (byte[] frame : frames) {
      random.nextBytes(frame);
    }
    return new FramePairs(width, height, List.of(frames));
  }
}
