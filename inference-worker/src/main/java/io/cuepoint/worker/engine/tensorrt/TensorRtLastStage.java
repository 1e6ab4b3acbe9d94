package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.TokenChoice;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** The decoder's last layers and its head on a GPU. */
final class TensorRtLastStage implements LastStage {
  private final DeviceLayers layers;
  private final ScoreChannels scores;

  /** Over layers that nobody else runs. */
  TensorRtLastStage(DeviceLayers layers, ScoreChannels scores) {
    this.layers = layers;
    this.scores = scores;
  }

  @Override
  public void clear(int slot) {
    layers.clear(slot);
  }

  @Override
  public float[] run(DecoderStep step, int slot) {
    layers.run(step, slot, scores.scores(step));
    return scores.logits();
  }

  @Override
  public void choose(int slot, TokenChoice choice) {
    scores.put(slot, choice);
  }

  @Override
  public int[] decode(DecodeBatch batch, Consumer<FloatBuffer> x) {
    layers.decode(batch, x, scores.tokens(batch));
    return scores.chosen(batch);
  }

  @Override
  public void close() {
    Closing.quietly(layers);
    Closing.quietly(scores);
  }
}
