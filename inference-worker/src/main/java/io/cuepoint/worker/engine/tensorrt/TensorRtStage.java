package io.cuepoint.worker.engine.tensorrt;

import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** Layers of the decoder on a GPU that does not have the last; what they give goes to the host. */
final class TensorRtStage implements DecoderStage {
  private final DeviceLayers layers;
  private final int width;
  private final OutputChannel hidden;

  /**
   * Over layers that nobody else runs.
   *
   * @param width values of a row
   * @param mostRows of a run
   */
  TensorRtStage(DeviceLayers layers, int width, int mostRows) {
    this.layers = layers;
    this.width = width;
    this.hidden = new OutputChannel("hidden", (long) Float.BYTES * mostRows * width);
  }

  @Override
  public void clear(int slot) {
    layers.clear(slot);
  }

  @Override
  public FloatBuffer run(DecoderStep step, int slot) {
    layers.run(step, slot, end(step.count()));
    return hidden.floats(step.count() * width);
  }

  @Override
  public FloatBuffer decode(DecodeBatch batch, Consumer<FloatBuffer> x) {
    layers.decode(batch, x, end(batch.count()));
    return hidden.floats(batch.count() * width);
  }

  private StageEnd end(int rows) {
    return new StageEnd(
        (context, sequences) -> hidden.bind(context),
        stream -> {},
        stream -> hidden.download(stream, (long) Float.BYTES * rows * width));
  }

  @Override
  public void close() {
    Closing.quietly(layers);
    Closing.quietly(hidden);
  }
}
