package io.cuepoint.ingest.signal;

import io.cuepoint.ingest.sample.GreyFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How much of the picture has moved between two frames: the share of its cells that became lighter
 * or darker than most of them by more than {@value #THRESHOLD} grey levels of 255. What changes all
 * of the picture alike, such as a lamp that is switched on, is no motion. Not thread-safe.
 */
public final class MotionMeter {
  private static final double THRESHOLD = 6;

  private final LumaMeter meter = new LumaMeter();
  private float @Nullable [] from;

  /**
   * Begins to compare with {@code frame}.
   *
   * @return share of the picture that moved since the frame compared with before, 0 to 1; 0 when
   *     there is none
   */
  public double begin(GreyFrame frame) {
    float[] earlier = from;
    float[] cells = meter.measure(frame).cells();
    from = cells;
    return earlier == null ? 0 : share(earlier, cells);
  }

  /** Share of the picture that moved from the frame compared with to {@code frame}, 0 to 1. */
  public double since(GreyFrame frame) {
    float[] cells = meter.measure(frame).cells();
    return from == null ? 0 : share(from, cells);
  }

  private static double share(float[] earlier, float[] later) {
    float[] changes = new float[earlier.length];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = later[i] - earlier[i];
    }
    float[] sorted = changes.clone();
    Arrays.sort(sorted);
    float median = sorted[sorted.length / 2];
    int moved = 0;
    for (float change : changes) {
      moved += Math.abs(change - median) > THRESHOLD ? 1 : 0;
    }
    return (double) moved / changes.length;
  }
}
