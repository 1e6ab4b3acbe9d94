package io.cuepoint.worker.generate;

import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.engine.VisionEncoder;
import io.cuepoint.worker.engine.VisionInput;
import io.cuepoint.worker.engine.WindowLayout;
import io.cuepoint.worker.vision.FramePairs;
import io.cuepoint.worker.vision.Grid;
import io.cuepoint.worker.vision.GridLayout;
import io.cuepoint.worker.vision.GridLayouts;
import io.cuepoint.worker.vision.Patches;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Turns frames into tokens, some pairs at a time: no pair depends on another, so that the memory
 * taken does not grow with the clip, and pairs seen before are not computed again. Thread-safe.
 */
public final class Viewer {
  /** Patches that are worked on at a time, unless one pair has more. */
  public static final int PATCHES_AT_A_TIME = 4096;

  private final VisionConfig config;
  private final Patches patches;
  private final GridLayouts layouts;
  private final VisionEncoder encoder;
  private final FeatureCache cache;

  Viewer(
      VisionConfig config,
      Patches patches,
      GridLayouts layouts,
      VisionEncoder encoder,
      FeatureCache cache) {
    this.config = config;
    this.patches = patches;
    this.layouts = layouts;
    this.encoder = encoder;
    this.cache = cache;
  }

  /**
   * Looks at frames.
   *
   * @param cancelled asked between runs of the tower
   * @throws io.cuepoint.worker.engine.MemoryRefusedException when one pair does not fit
   * @throws CancellationException when {@code cancelled} says so
   */
  public Media look(FramePairs frames, BooleanSupplier cancelled) {
    Grid grid = patches.grid(frames.frames().size(), frames.width(), frames.height());
    int stepValues = grid.cellsPerStep() * config.outHidden();
    float[] tokens = new float[Math.multiplyExact(grid.steps(), stepValues)];
    List<Pair> unseen = new ArrayList<>();
    for (int step = 0; step < grid.steps(); step++) {
      ByteBuffer key =
          FeatureCache.key(
              frames.width(), frames.height(), frames.first(step), frames.second(step));
      float[] seen = cache.find(key);
      if (seen == null) {
        unseen.add(new Pair(step, key));
      } else {
        System.arraycopy(seen, 0, tokens, step * stepValues, stepValues);
      }
    }
    int most = Math.max(1, PATCHES_AT_A_TIME / grid.patchesPerStep());
    for (int from = 0; from < unseen.size(); from += most) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException(
            "cancelled after %d of %d frame pairs".formatted(from, unseen.size()));
      }
      List<Pair> batch = unseen.subList(from, Math.min(from + most, unseen.size()));
      float[] computed = compute(frames, grid, batch);
      for (int i = 0; i < batch.size(); i++) {
        float[] step = Arrays.copyOfRange(computed, i * stepValues, (i + 1) * stepValues);
        System.arraycopy(step, 0, tokens, batch.get(i).step() * stepValues, stepValues);
        cache.put(batch.get(i).key(), step);
      }
    }
    return new Media(grid, tokens, grid.steps() - unseen.size());
  }

  /** A frame pair whose tokens are not known. */
  private record Pair(int step, ByteBuffer key) {}

  /** Tokens of some pairs, {@code [pairs, cells, hidden]} in raster order. */
  private float[] compute(FramePairs frames, Grid grid, List<Pair> pairs) {
    GridLayout layout = layouts.of(grid);
    WindowLayout windows =
        new WindowLayout(
            Arrays.stream(layout.plan().windows()).boxed().toList(), layout.cos(), layout.sin());
    int each = grid.patchesPerStep() * patches.values();
    float[] cut = new float[Math.multiplyExact(pairs.size(), each)];
    for (int i = 0; i < pairs.size(); i++) {
      int step = pairs.get(i).step();
      patches.cut(
          frames.first(step), frames.second(step), grid, layout.plan().cells(), cut, i * each);
    }
    float[] seen = encoder.encode(new VisionInput(pairs.size(), cut, windows));
    return layout.plan().toRaster(seen, config.outHidden());
  }
}
