package io.cuepoint.worker.engine.tensorrt;

import java.nio.FloatBuffer;
import java.util.Set;
import java.util.function.Consumer;

/** Layers that others follow, on the CPU. */
record StageOnOnnxRuntime(LayersOnOnnxRuntime layers) implements DecoderStage {
  private static final Set<String> OUTPUTS = Set.of("hidden");

  @Override
  public void clear(int slot) {
    layers.clear(slot);
  }

  @Override
  public FloatBuffer run(DecoderStep step, int slot) {
    FloatBuffer[] hidden = new FloatBuffer[1];
    layers.run(
        step,
        slot,
        inputs -> {},
        OUTPUTS,
        result -> hidden[0] = FloatBuffer.wrap(GraphOnOnnxRuntime.floats(result, "hidden")));
    return hidden[0];
  }

  @Override
  public FloatBuffer decode(DecodeBatch batch, Consumer<FloatBuffer> x) {
    FloatBuffer[] hidden = new FloatBuffer[1];
    layers.decode(
        batch,
        x,
        inputs -> {},
        OUTPUTS,
        result -> hidden[0] = FloatBuffer.wrap(GraphOnOnnxRuntime.floats(result, "hidden")));
    return hidden[0];
  }

  @Override
  public void close() {
    layers.close();
  }
}
