package io.cuepoint.worker.engine.tensorrt;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.LayerSpan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The decoder's f32 graph for TensorRT on the CPU, whole or in stages one after the other. */
final class DecoderOnOnnxRuntime implements DecoderProgram {
  private final TextConfig config;
  private final int capacity;
  private final int maxRows;
  private final List<LayerSpan> spans;
  private final List<GraphOnOnnxRuntime> stages = new ArrayList<>();

  DecoderOnOnnxRuntime(Checkpoint checkpoint, int capacity, int maxRows, List<LayerSpan> spans) {
    this.config = checkpoint.config().text();
    this.capacity = capacity;
    this.maxRows = maxRows;
    this.spans = spans;
    for (LayerSpan span : spans) {
      stages.add(
          new GraphOnOnnxRuntime(
              GpuDecoderGraph.write(
                  config,
                  checkpoint.weights(),
                  GraphOptions.tensorRt(GraphOptions.Compute.F32),
                  capacity,
                  span)));
    }
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int maxRows() {
    return maxRows;
  }

  @Override
  public CacheMemory newCache() {
    return new Cache(config, capacity);
  }

  @Override
  public float[] run(DecoderStep step, CacheMemory cache) {
    float[] values = {};
    for (int i = 0; i < spans.size(); i++) {
      FloatBuffer x = i == 0 ? step.x() : FloatBuffer.wrap(values);
      values = run(stages.get(i), spans.get(i), x, step, (Cache) cache);
    }
    return values;
  }

  private float[] run(
      GraphOnOnnxRuntime stage, LayerSpan span, FloatBuffer x, DecoderStep step, Cache cache) {
    long angles = config.headDim() / 2;
    int visible = step.visible();
    try (GraphOnOnnxRuntime.Inputs inputs = new GraphOnOnnxRuntime.Inputs()) {
      inputs
          .floats("x", x, step.count(), config.hidden())
          .floats("cos", step.cos().duplicate(), step.count(), angles)
          .floats("sin", step.sin().duplicate(), step.count(), angles)
          .integers("rows", step.rows(), step.count())
          .integers("columns", IntStream.range(0, visible).toArray(), visible)
          .number("write_pos", step.length());
      if (span.isLast()) {
        inputs.number("last", step.count() - 1L);
      }
      return stage.run(inputs, cache.of(span), span.isLast() ? "logits" : "hidden");
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stages.forEach(GraphOnOnnxRuntime::close);
  }

  /** All layers' keys and values in direct memory. */
  private static final class Cache implements CacheMemory {
    private final Map<String, OnnxTensor> byName = new LinkedHashMap<>();

    Cache(TextConfig config, int capacity) {
      for (int layer = 0; layer < config.layers(); layer++) {
        for (String kind : List.of("k.", "v.")) {
          byName.put(
              kind + layer,
              GraphOnOnnxRuntime.zeros(1, config.kvHeads(), capacity, config.headDim()));
        }
      }
    }

    Map<String, OnnxTensor> of(LayerSpan span) {
      Map<String, OnnxTensor> some = new LinkedHashMap<>();
      for (int layer = span.first(); layer < span.end(); layer++) {
        some.put("k." + layer, byName.get("k." + layer));
        some.put("v." + layer, byName.get("v." + layer));
      }
      return some;
    }

    @Override
    public void close() {
      byName.values().forEach(OnnxTensor::close);
    }
  }
}
