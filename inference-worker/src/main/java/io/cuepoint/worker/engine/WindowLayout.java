package io.cuepoint.worker.engine;

import java.util.List;

/** How the patches of one temporal step fall into windows, and how their queries and keys turn. */
public final class WindowLayout {
  private final List<Integer> windows;
  private final float[] cos;
  private final float[] sin;
  private final int patches;

  /**
   * Keeps the arrays as they are.
   *
   * @param windows patches of each window, in order; they sum to P
   * @param cos {@code [P, head / 2]} f32 of the rotary angles, in window order
   * @param sin likewise
   */
  public WindowLayout(List<Integer> windows, float[] cos, float[] sin) {
    this.windows = List.copyOf(windows);
    this.cos = cos;
    this.sin = sin;
    this.patches = windows.stream().mapToInt(Integer::intValue).sum();
    if (patches < 1 || cos.length % patches != 0 || cos.length != sin.length) {
      throw new IllegalArgumentException(
          "%d and %d angles of %d patches (expected: whole rows)"
              .formatted(cos.length, sin.length, patches));
    }
  }

  /** Patches of each window of one step. */
  public List<Integer> windows() {
    return windows;
  }

  public float[] cos() {
    return cos;
  }

  public float[] sin() {
    return sin;
  }

  /** Patches of one step, P. */
  public int patches() {
    return patches;
  }

  /** Patches of the largest window. */
  public int largest() {
    return windows.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  /** Angles of a row. */
  public int angles() {
    return cos.length / patches;
  }
}
