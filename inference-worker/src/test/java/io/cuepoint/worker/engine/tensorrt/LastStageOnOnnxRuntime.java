package io.cuepoint.worker.engine.tensorrt;

import ai.onnxruntime.OrtException;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.engine.TokenDecoder;
import io.cuepoint.worker.graph.GpuTokenChoice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** The last layers and the head on the CPU; keeps the scores of the last step. */
final class LastStageOnOnnxRuntime implements LastStage {
  private final LayersOnOnnxRuntime layers;
  private final int vocab;
  private final ByteBuffer allowed;
  private final ByteBuffer seen;
  private final ChoiceBuffers choices;
  private final List<float[]> logits = new ArrayList<>();

  LastStageOnOnnxRuntime(LayersOnOnnxRuntime layers, int vocab, int slots) {
    this.layers = layers;
    this.vocab = vocab;
    int bytes = GpuTokenChoice.bytes(vocab);
    this.allowed = direct(slots * bytes);
    this.seen = direct(slots * bytes);
    this.choices =
        new ChoiceBuffers(
            bytes / Long.BYTES,
            allowed.asLongBuffer(),
            seen.asLongBuffer(),
            direct(slots * Float.BYTES).asFloatBuffer());
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Scores of the rows of the last step, in their order. */
  List<float[]> logits() {
    return List.copyOf(logits);
  }

  @Override
  public void clear(int slot) {
    layers.clear(slot);
  }

  @Override
  public float[] run(DecoderStep step, int slot) {
    float[][] scores = new float[1][];
    layers.run(
        step,
        slot,
        inputs -> choice(inputs.numbers("last", step.count() - 1L), slot, 1),
        Set.of("logits"),
        result -> scores[0] = GraphOnOnnxRuntime.floats(result, "logits"));
    return scores[0];
  }

  @Override
  public void choose(int slot, TokenChoice choice) {
    choices.put(slot, choice);
  }

  /** How tokens are chosen after {@code count} slots from {@code first}. */
  private void choice(GraphOnOnnxRuntime.Inputs inputs, int first, int count) throws OrtException {
    int bytes = GpuTokenChoice.bytes(vocab);
    inputs
        .bytes("allowed", allowed.slice(first * bytes, count * bytes), count, bytes)
        .bytes("seen", seen.slice(first * bytes, count * bytes), count, bytes)
        .floats("penalty", choices.penalty().slice(first, count), count, 1);
  }

  @Override
  public int[] decode(DecodeBatch batch, Consumer<FloatBuffer> x) {
    int count = batch.count();
    int[] tokens = new int[batch.rows().size()];
    layers.decode(
        batch,
        x,
        inputs ->
            choice(
                inputs.numbers("last", LongStream.range(0, count).toArray()), batch.first(), count),
        Set.of("logits", "token", "total"),
        result -> {
          float[] scores = GraphOnOnnxRuntime.floats(result, "logits");
          long[] chosen = GraphOnOnnxRuntime.longs(result, "token");
          float[] totals = GraphOnOnnxRuntime.floats(result, "total");
          logits.clear();
          for (int i = 0; i < tokens.length; i++) {
            int row = batch.rows().get(i).slot() - batch.first();
            logits.add(Arrays.copyOfRange(scores, row * vocab, (row + 1) * vocab));
            tokens[i] = Float.isFinite(totals[row]) ? (int) chosen[row] : TokenDecoder.NOT_A_NUMBER;
          }
        });
    return tokens;
  }

  @Override
  public void close() {
    layers.close();
  }
}
