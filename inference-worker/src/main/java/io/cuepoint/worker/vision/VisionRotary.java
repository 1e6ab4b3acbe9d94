package io.cuepoint.worker.vision;

/**
 * Rotary angles of the patches of one step, {@code [P, head / 2]} (spec 4.2): one half of them
 * follows the patch's row, the other its column. Time plays no part.
 */
final class VisionRotary {
  private static final double THETA = 10_000;

  private final float[] cos;
  private final float[] sin;

  private VisionRotary(float[] cos, float[] sin) {
    this.cos = cos;
    this.sin = sin;
  }

  static VisionRotary of(Grid grid, WindowPlan plan, int headDim) {
    int half = headDim / 2;
    int quarter = headDim / 4;
    float[] frequencies = frequencies(half);
    float[] cos = new float[grid.patchesPerStep() * half];
    float[] sin = new float[cos.length];
    int at = 0;
    for (int cell : plan.cells()) {
      for (int patch = 0; patch < 4; patch++) {
        int row = cell / grid.cellColumns() * 2 + patch / 2;
        int column = cell % grid.cellColumns() * 2 + patch % 2;
        for (int i = 0; i < half; i++) {
          float angle = (i < quarter ? row : column) * frequencies[i % quarter];
          cos[at] = (float) Math.cos(angle);
          sin[at++] = (float) Math.sin(angle);
        }
      }
    }
    return new VisionRotary(cos, sin);
  }

  /** Patches in window order. */
  float[] cos() {
    return cos;
  }

  /** Likewise. */
  float[] sin() {
    return sin;
  }

  /** {@code 10000^(-2k / dim)}, rounded to f32 where the reference does. */
  private static float[] frequencies(int dim) {
    float[] frequencies = new float[dim / 2];
    for (int k = 0; k < frequencies.length; k++) {
      float exponent = 2f * k / dim;
      frequencies[k] = 1f / (float) Math.pow(THETA, exponent);
    }
    return frequencies;
  }
}
