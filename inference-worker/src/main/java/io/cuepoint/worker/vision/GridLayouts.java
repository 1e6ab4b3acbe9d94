package io.cuepoint.worker.vision;

import io.cuepoint.worker.checkpoint.VisionConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** The layouts of the frame sizes met last, a bounded number of them. Thread-safe. */
public final class GridLayouts {
  private final VisionConfig config;
  private final Map<Long, GridLayout> layouts;

  /**
   * Keeps up to {@code most} layouts.
   *
   * @param most at least 1; a layout of 1,196 patches takes about 400 kB
   */
  public GridLayouts(VisionConfig config, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("layouts: " + most + " (expected: >= 1)");
    }
    this.config = config;
    this.layouts = new Recent(most);
  }

  /** The layout of a step of {@code grid}. */
  public synchronized GridLayout of(Grid grid) {
    return layouts.computeIfAbsent(
        ((long) grid.height() << 32) | grid.width(),
        size -> {
          WindowPlan plan = WindowPlan.of(grid, config.windowCells());
          return new GridLayout(plan, VisionRotary.of(grid, plan, config.headDim()));
        });
  }

  private static final class Recent extends LinkedHashMap<Long, GridLayout> {
    private static final long serialVersionUID = 1;

    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, GridLayout> eldest) {
      return size() > most;
    }
  }
}
