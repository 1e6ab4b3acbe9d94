package io.cuepoint.worker.vision;

/**
 * What the vision tower is told of a frame size; the same for every step of every clip of this
 * size.
 */
public final class GridLayout {
  private final WindowPlan plan;
  private final VisionRotary rotary;

  GridLayout(WindowPlan plan, VisionRotary rotary) {
    this.plan = plan;
    this.rotary = rotary;
  }

  /** How the cells of a step fall into windows. */
  public WindowPlan plan() {
    return plan;
  }

  /** {@code [P, head / 2]} f32 of the rotary angles, patches in window order; not to be changed. */
  public float[] cos() {
    return rotary.cos();
  }

  /** Likewise. */
  public float[] sin() {
    return rotary.sin();
  }
}
