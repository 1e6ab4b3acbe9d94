package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.DecoderRows;
import java.util.Random;

/** Rows for a decoder, of no prompt. */
final class RandomRows {
  private RandomRows() {}

  static DecoderRows of(TextConfig config, int count, Random random) {
    float[] x = new float[count * config.hidden()];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    float[] cos = new float[count * config.headDim() / 2];
    float[] sin = new float[cos.length];
    for (int i = 0; i < cos.length; i++) {
      double angle = random.nextDouble();
      cos[i] = (float) Math.cos(angle);
      sin[i] = (float) Math.sin(angle);
    }
    return new DecoderRows(count, x, cos, sin);
  }
}
