package io.cuepoint.worker.engine;

/** Frame pairs of one size, cut into patches. */
public final class VisionInput {
  private final int steps;
  private final float[] patches;
  private final WindowLayout layout;

  /**
   * Keeps the array as it is.
   *
   * @param steps temporal steps (frame pairs), T
   * @param patches {@code [T * P, values of a patch]} f32, in window order
   * @param layout how the P patches of one step fall into windows
   */
  public VisionInput(int steps, float[] patches, WindowLayout layout) {
    if (steps < 1 || patches.length == 0 || patches.length % (steps * layout.patches()) != 0) {
      throw new IllegalArgumentException(
          "%d values of %d steps of %d patches (expected: a whole number a patch)"
              .formatted(patches.length, steps, layout.patches()));
    }
    this.steps = steps;
    this.patches = patches;
    this.layout = layout;
  }

  public int steps() {
    return steps;
  }

  public float[] patches() {
    return patches;
  }

  public WindowLayout layout() {
    return layout;
  }

  /** Values of one patch. */
  public int patchValues() {
    return patches.length / (steps * layout.patches());
  }
}
