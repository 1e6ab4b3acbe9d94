package io.cuepoint.worker.text;

import io.cuepoint.worker.checkpoint.TextConfig;

/**
 * Rotary angles of the decoder (spec 5.2): each frequency follows time, height or width. Angles are
 * f32 products as in the reference; positions of long videos are too large for less.
 */
public final class TextRotary {
  private final float[] frequencies;
  private final int heightFrom;
  private final int widthFrom;

  public TextRotary(TextConfig config) {
    this.frequencies = new float[config.headDim() / 2];
    for (int k = 0; k < frequencies.length; k++) {
      float exponent = 2f * k / config.headDim();
      frequencies[k] = 1f / (float) Math.pow(config.ropeTheta(), exponent);
    }
    this.heightFrom = config.mropeSection().get(0);
    this.widthFrom = heightFrom + config.mropeSection().get(1);
  }

  /** Values of a row: half a head. */
  public int width() {
    return frequencies.length;
  }

  /**
   * Writes cosines and sines of the tokens {@code from} to {@code to}, exclusive.
   *
   * @param cos {@code [to - from, head / 2]}
   * @param sin likewise
   */
  public void fill(Positions positions, int from, int to, float[] cos, float[] sin) {
    int at = 0;
    for (int i = from; i < to; i++) {
      for (int k = 0; k < frequencies.length; k++) {
        int position =
            k < heightFrom
                ? positions.time(i)
                : k < widthFrom ? positions.height(i) : positions.width(i);
        float angle = position * frequencies[k];
        cos[at] = (float) Math.cos(angle);
        sin[at++] = (float) Math.sin(angle);
      }
    }
  }
}
