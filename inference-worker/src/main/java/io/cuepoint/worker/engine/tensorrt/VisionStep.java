package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.WindowLayout;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * One run of the vision tower.
 *
 * @param count temporal steps, T
 * @param patches {@code [N, values of a patch]} in window order
 * @param cos {@code [N, head / 2]}
 * @param sin likewise
 * @param windows how patches lie in windows
 * @param steps how patches lie in steps
 */
record VisionStep(
    int count,
    FloatBuffer patches,
    FloatBuffer cos,
    FloatBuffer sin,
    GroupPlaces windows,
    GroupPlaces steps) {
  /**
   * The same for {@code count} steps.
   *
   * @param patches of these steps alone
   */
  static VisionStep of(
      int count, FloatBuffer patches, WindowLayout layout, int windowPlaces, int stepPlaces) {
    return new VisionStep(
        count,
        patches,
        repeated(layout.cos(), count),
        repeated(layout.sin(), count),
        GroupPlaces.of(layout.windows(), count, windowPlaces),
        GroupPlaces.of(List.of(layout.patches()), count, stepPlaces));
  }

  /** Patches, N. */
  int rows() {
    return steps.unpad().length;
  }

  private static FloatBuffer repeated(float[] angles, int steps) {
    FloatBuffer all = FloatBuffer.allocate(Math.multiplyExact(angles.length, steps));
    for (int i = 0; i < steps; i++) {
      all.put(angles);
    }
    return all.flip();
  }
}
