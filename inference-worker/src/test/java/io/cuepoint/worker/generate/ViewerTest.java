package io.cuepoint.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.VisionInput;
import io.cuepoint.worker.engine.WindowLayout;
import io.cuepoint.worker.golden.Golden;
import io.cuepoint.worker.vision.FramePairs;
import io.cuepoint.worker.vision.GridLayouts;
import io.cuepoint.worker.vision.Patches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewerTest {
  private static final Checkpoint CHECKPOINT =
      Checkpoint.open(Golden.bundled().resolve("flat-tied"));
  private static final VisionConfig CONFIG = CHECKPOINT.config().vision();
  private static final int STEP_BYTES = 4 * CONFIG.outHidden() * Float.BYTES;

  private final Counting encoder = new Counting();

  @Test
  void computesAFramePairThatTwoClipsShareOnce() {
    Viewer viewer = viewer(1 << 20);
    Media first = viewer.look(clip(1, 2, 3, 4, 5, 6), () -> false);
    Media second = viewer.look(clip(5, 6, 7, 8, 3, 4), () -> false);
    assertThat(encoder.steps).isEqualTo(4);
    int step = first.tokens().length / 3;
    for (int i = 0; i < step; i++) {
      assertThat(second.tokens()[i]).isEqualTo(first.tokens()[2 * step + i]);
      assertThat(second.tokens()[2 * step + i]).isEqualTo(first.tokens()[step + i]);
    }
  }

  @Test
  void tellsPairsOfTheSameFramesInAnotherOrderApart() {
    Viewer viewer = viewer(1 << 20);
    viewer.look(clip(1, 2), () -> false);
    viewer.look(clip(2, 1), () -> false);
    assertThat(encoder.steps).isEqualTo(2);
  }

  @Test
  void forgetsTheLeastRecentPairWhenTheCacheIsFull() {
    Viewer viewer = viewer(2L * STEP_BYTES);
    viewer.look(clip(1, 1, 2, 2), () -> false);
    viewer.look(clip(1, 1), () -> false);
    viewer.look(clip(3, 3), () -> false);
    assertThat(encoder.steps).isEqualTo(3);
    viewer.look(clip(1, 1), () -> false);
    assertThat(encoder.steps).isEqualTo(3);
    viewer.look(clip(2, 2), () -> false);
    assertThat(encoder.steps).isEqualTo(4);
  }

  @Test
  void keepsNothingWhereNothingMayBeKept() {
    Viewer viewer = viewer(0);
    viewer.look(clip(1, 1), () -> false);
    viewer.look(clip(1, 1), () -> false);
    assertThat(encoder.steps).isEqualTo(2);
  }

  @Test
  void worksOnABoundedNumberOfPatchesAtATime() {
    int[] shades = new int[2 * 300];
    for (int i = 0; i < shades.length; i++) {
      shades[i] = i;
    }
    viewer(0).look(clip(shades), () -> false);
    assertThat(encoder.steps).isEqualTo(300);
    assertThat(encoder.most * 16).isLessThanOrEqualTo(Viewer.PATCHES_AT_A_TIME);
  }

  private Viewer viewer(long cacheBytes) {
    return new Viewer(
        CONFIG,
        new Patches(CONFIG, CHECKPOINT.normalization()),
        new GridLayouts(CONFIG, 2),
        encoder,
        new FeatureCache(cacheBytes));
  }

  /** Frames of 56 x 56, each of one shade. */
  private static FramePairs clip(int... shades) {
    List<byte[]> frames = new ArrayList<>();
    for (int shade : shades) {
      byte[] frame = new byte[56 * 56 * 3];
      Arrays.fill(frame, (byte) shade);
      frame[0] = (byte) (shade >> 8);
      frames.add(frame);
    }
    return new FramePairs(56, 56, frames);
  }

  /** Gives each pair tokens made of its first patch's first value. */
  private static final class Counting implements VisionEncoder {
    int steps;
    int most;

    @Override
    public float[] encode(VisionInput input) {
      steps += input.steps();
      most = Math.max(most, input.steps());
      int tokens = input.layout().patches() / 4 * CONFIG.outHidden();
      float[] values = new float[input.steps() * tokens];
      for (int i = 0; i < values.length; i++) {
        int step = i / tokens;
        values[i] = input.patches()[step * input.layout().patches() * input.patchValues() + 1];
      }
      return values;
    }

    @Override
    public long workingBytes(int steps, WindowLayout layout) {
      return 0;
    }
  }
}
