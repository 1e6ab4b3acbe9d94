package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.quantize.QuantizedWeights;
import java.util.ArrayList;
import java.util.List;

/** The decoder for TensorRT on the CPU, whole or in stages; tells what it ran. */
final class DecoderOnOnnxRuntime implements DecoderProgram {
  private final LastStageOnOnnxRuntime last;
  private final StagedDecoder stages;
  private final List<Integer> steps = new ArrayList<>();
  private Runnable before = () -> {};
  private volatile Runnable beforeFirst = () -> {};

  DecoderOnOnnxRuntime(
      Checkpoint checkpoint, int capacity, int maxRows, int slots, List<LayerSpan> spans) {
    this(checkpoint, capacity, maxRows, slots, spans, QuantizedWeights.NONE);
  }

  DecoderOnOnnxRuntime(
      Checkpoint checkpoint,
      int capacity,
      int maxRows,
      int slots,
      List<LayerSpan> spans,
      QuantizedWeights quantized) {
    StagedDecoder.Measures measures = new StagedDecoder.Measures(capacity, maxRows, slots);
    List<LayersOnOnnxRuntime> layers =
        spans.stream()
            .map(span -> new LayersOnOnnxRuntime(checkpoint, span, measures, quantized))
            .toList();
    int end = layers.size() - 1;
    this.last =
        new LastStageOnOnnxRuntime(layers.get(end), checkpoint.config().text().vocab(), slots);
    this.stages =
        new StagedDecoder(
            measures, layers.subList(0, end).stream().map(StageOnOnnxRuntime::new).toList(), last);
  }

  @Override
  public int capacity() {
    return stages.capacity();
  }

  @Override
  public int maxRows() {
    return stages.maxRows();
  }

  @Override
  public int slots() {
    return stages.slots();
  }

  /** How many rows each step of decoding took. */
  synchronized List<Integer> steps() {
    return List.copyOf(steps);
  }

  synchronized void beforeEachStep(Runnable work) {
    before = work;
  }

  /** Has the first step begin with this, while prompts are still taken in. */
  void beforeTheFirstStep(Runnable work) {
    beforeFirst = work;
  }

  /** Scores of the rows of the last step, in their order. */
  List<float[]> logits() {
    return last.logits();
  }

  @Override
  public synchronized float[] run(DecoderStep step, int slot) {
    return stages.run(step, slot);
  }

  @Override
  public void choose(int slot, TokenChoice choice) {
    stages.choose(slot, choice);
  }

  @Override
  public int[] decode(DecodeBatch batch) {
    if (steps().isEmpty()) {
      beforeFirst.run();
    }
    return step(batch);
  }

  private synchronized int[] step(DecodeBatch batch) {
    before.run();
    steps.add(batch.rows().size());
    return stages.decode(batch);
  }

  @Override
  public void close() {
    stages.close();
  }
}
