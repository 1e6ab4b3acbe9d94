package io.cuepoint.worker.benchmark;

import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.VisionInput;
import io.cuepoint.worker.engine.WindowLayout;
import io.cuepoint.worker.vision.Grid;
import io.cuepoint.worker.vision.GridLayout;
import io.cuepoint.worker.vision.GridLayouts;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Times the vision tower on noise. */
final class VisionMeasure {
  private static final int TIMES = 2;

  private final VisionConfig config;
  private final VisionEncoder encoder;

  VisionMeasure(VisionConfig config, VisionEncoder encoder) {
    this.config = config;
    this.encoder = encoder;
  }

  /** Best seconds for one frame pair of this many pixels. */
  double pair(int height, int width) {
    GridLayout layout = layout(height, width);
    return seconds(windows(layout, Arrays.stream(layout.plan().windows()).boxed().toList()));
  }

  /** How many times longer one mask over all patches takes than windows as a batch. */
  double wholeMaskRatio(int height, int width) {
    GridLayout layout = layout(height, width);
    return seconds(windows(layout, List.of(Arrays.stream(layout.plan().windows()).sum())))
        / seconds(windows(layout, Arrays.stream(layout.plan().windows()).boxed().toList()));
  }

  private GridLayout layout(int height, int width) {
    return new GridLayouts(config, 1)
        .of(new Grid(1, height / config.patch(), width / config.patch()));
  }

  private static WindowLayout windows(GridLayout layout, List<Integer> windows) {
    return new WindowLayout(windows, layout.cos(), layout.sin());
  }

  private double seconds(WindowLayout layout) {
    float[] patches = new float[layout.patches() * config.patchValues()];
    Random random = new Random(1);
    for (int i = 0; i < patches.length; i++) {
      patches[i] = random.nextFloat() - 0.5f;
    }
    VisionInput input = new VisionInput(1, patches, layout);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < TIMES; i++) {
      long begin = System.nanoTime();
      float[] unused = encoder.encode(input);
      best = Math.min(best, (System.nanoTime() - begin) / 1e9);
    }
    return best;
  }
}
