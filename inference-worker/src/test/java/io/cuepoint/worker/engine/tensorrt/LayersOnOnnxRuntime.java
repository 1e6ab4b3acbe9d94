package io.cuepoint.worker.engine.tensorrt;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.quantize.QuantizedWeights;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Some layers of the decoder's f32 graph for TensorRT on the CPU, with their caches. */
final class LayersOnOnnxRuntime implements AutoCloseable {
  private final TextConfig config;
  private final int capacity;
  private final GraphOnOnnxRuntime graph;
  private final Map<String, FloatBuffer> slab = new LinkedHashMap<>();

  LayersOnOnnxRuntime(
      Checkpoint checkpoint,
      LayerSpan span,
      StagedDecoder.Measures measures,
      QuantizedWeights quantized) {
    this.config = checkpoint.config().text();
    this.capacity = measures.capacity();
    this.graph =
        new GraphOnOnnxRuntime(
            GpuDecoderGraph.write(
                config,
                checkpoint.weights(),
                GraphOptions.tensorRt(GraphOptions.Compute.F32).with(quantized),
                capacity,
                span));
    for (int layer = span.first(); layer < span.end(); layer++) {
      slab.put("k." + layer, GraphOnOnnxRuntime.memory(measures.slots() * slotValues()));
      slab.put("v." + layer, GraphOnOnnxRuntime.memory(measures.slots() * slotValues()));
    }
  }

  private long slotValues() {
    return (long) config.kvHeads() * GpuDecoderGraph.positions(capacity) * config.headDim();
  }

  /** What a run has beside its rows. */
  interface More {
    void to(GraphOnOnnxRuntime.Inputs inputs) throws OrtException;
  }

  /** Makes a slot all zero. */
  void clear(int slot) {
    int each = Math.toIntExact(slotValues());
    slab.values().forEach(memory -> memory.slice(slot * each, each).put(new float[each]));
  }

  /** Runs rows of one sequence. */
  void run(
      DecoderStep step, int slot, More more, Set<String> outputs, GraphOnOnnxRuntime.Taker taker) {
    long angles = config.headDim() / 2;
    try (Cache cache = new Cache(slot, 1);
        GraphOnOnnxRuntime.Inputs inputs = new GraphOnOnnxRuntime.Inputs()) {
      inputs
          .floats("x", step.x().duplicate(), step.count(), config.hidden())
          .floats("cos", step.cos().duplicate(), step.count(), angles)
          .floats("sin", step.sin().duplicate(), step.count(), angles)
          .integers("rows", step.rows(), 1, step.count())
          .integers("columns", IntStream.range(0, step.visible()).toArray(), step.visible())
          .numbers("write_pos", step.length());
      more.to(inputs);
      graph.run(inputs, cache.byName, outputs, taker);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a row for each slot of a batch. */
  void decode(
      DecodeBatch batch,
      Consumer<FloatBuffer> embeddings,
      More more,
      Set<String> outputs,
      GraphOnOnnxRuntime.Taker taker) {
    int count = batch.count();
    int half = config.headDim() / 2;
    FloatBuffer x = FloatBuffer.allocate(count * config.hidden());
    embeddings.accept(x);
    BatchBuffers rows =
        new BatchBuffers(
            FloatBuffer.allocate(count * half),
            FloatBuffer.allocate(count * half),
            IntBuffer.allocate(count),
            LongBuffer.allocate(count));
    rows.fill(batch, capacity);
    try (Cache cache = new Cache(batch.first(), count);
        GraphOnOnnxRuntime.Inputs inputs = new GraphOnOnnxRuntime.Inputs()) {
      inputs
          .floats("x", x, count, config.hidden())
          .floats("cos", rows.cos(), count, half)
          .floats("sin", rows.sin(), count, half)
          .integers("rows", rows.rows().array(), count, 1)
          .integers("columns", IntStream.range(0, batch.visible()).toArray(), batch.visible())
          .numbers("write_pos", rows.writePosition().array());
      more.to(inputs);
      graph.run(inputs, cache.byName, outputs, taker);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    graph.close();
  }

  /** Some slots of the layers, where they lie. */
  private final class Cache implements AutoCloseable {
    final Map<String, OnnxTensor> byName = new LinkedHashMap<>();

    Cache(int first, int count) {
      int each = Math.toIntExact(slotValues());
      slab.forEach(
          (name, memory) ->
              byName.put(
                  name,
                  GraphOnOnnxRuntime.over(
                      memory.slice(first * each, count * each),
                      count,
                      config.kvHeads(),
                      GpuDecoderGraph.positions(capacity),
                      config.headDim())));
    }

    @Override
    public void close() {
      byName.values().forEach(OnnxTensor::close);
    }
  }
}
