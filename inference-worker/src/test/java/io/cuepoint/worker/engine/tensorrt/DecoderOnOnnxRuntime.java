package io.cuepoint.worker.engine.tensorrt;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.graph.GpuDecoderGraph;
import io.cuepoint.worker.graph.GpuTokenChoice;
import io.cuepoint.worker.graph.GraphOptions;
import io.cuepoint.worker.graph.LayerSpan;
import io.cuepoint.worker.quantize.QuantizedWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The decoder's f32 graph for TensorRT on the CPU, whole or in stages one after the other. */
final class DecoderOnOnnxRuntime implements DecoderProgram {
  private final TextConfig config;
  private final int capacity;
  private final int maxRows;
  private final int slots;
  private final List<LayerSpan> spans;
  private final List<GraphOnOnnxRuntime> stages = new ArrayList<>();
  private final List<Integer> steps = new ArrayList<>();
  private final List<float[]> logits = new ArrayList<>();
  private Runnable before = () -> {};
  private final ByteBuffer allowed;
  private final ByteBuffer seen;
  private final ChoiceBuffers choices;
  private final Map<String, FloatBuffer> slab = new LinkedHashMap<>();

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
    this.config = checkpoint.config().text();
    this.capacity = capacity;
    this.maxRows = maxRows;
    this.slots = slots;
    this.spans = spans;
    this.allowed = sets();
    this.seen = sets();
    this.choices =
        new ChoiceBuffers(
            GpuTokenChoice.bytes(config.vocab()) / Long.BYTES,
            allowed.asLongBuffer(),
            seen.asLongBuffer(),
            direct(slots * Float.BYTES).asFloatBuffer());
    for (LayerSpan span : spans) {
      stages.add(
          new GraphOnOnnxRuntime(
              GpuDecoderGraph.write(
                  config,
                  checkpoint.weights(),
                  GraphOptions.tensorRt(GraphOptions.Compute.F32).with(quantized),
                  capacity,
                  span)));
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      slab.put("k." + layer, GraphOnOnnxRuntime.memory(slots * slotValues()));
      slab.put("v." + layer, GraphOnOnnxRuntime.memory(slots * slotValues()));
    }
  }

  private long slotValues() {
    return (long) config.kvHeads() * GpuDecoderGraph.positions(capacity) * config.headDim();
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
  public int slots() {
    return slots;
  }

  /** How many rows each step of decoding took. */
  synchronized List<Integer> steps() {
    return List.copyOf(steps);
  }

  synchronized void beforeEachStep(Runnable work) {
    before = work;
  }

  /** Scores of the rows of the last step, in their order. */
  List<float[]> logits() {
    return List.copyOf(logits);
  }

  @Override
  public synchronized float[] run(DecoderStep step, int slot) {
    float[] values = {};
    for (int i = 0; i < spans.size(); i++) {
      FloatBuffer x = i == 0 ? step.x() : FloatBuffer.wrap(values);
      values = run(stages.get(i), spans.get(i), x, step, slot);
    }
    return values;
  }

  private float[] run(
      GraphOnOnnxRuntime stage, LayerSpan span, FloatBuffer x, DecoderStep step, int slot) {
    long angles = config.headDim() / 2;
    Cache cache = new Cache(span, slot, 1);
    try (cache;
        GraphOnOnnxRuntime.Inputs inputs = new GraphOnOnnxRuntime.Inputs()) {
      inputs
          .floats("x", x, step.count(), config.hidden())
          .floats("cos", step.cos().duplicate(), step.count(), angles)
          .floats("sin", step.sin().duplicate(), step.count(), angles)
          .integers("rows", step.rows(), 1, step.count())
          .integers("columns", IntStream.range(0, step.visible()).toArray(), step.visible())
          .numbers("write_pos", step.length());
      if (span.isLast()) {
        inputs.numbers("last", step.count() - 1L);
        choice(inputs, slot, 1);
      }
      return stage.run(inputs, cache.byName, span.isLast() ? "logits" : "hidden");
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How tokens are chosen after {@code count} slots from {@code first}. */
  private void choice(GraphOnOnnxRuntime.Inputs inputs, int first, int count) throws OrtException {
    int bytes = GpuTokenChoice.bytes(config.vocab());
    inputs
        .bytes("allowed", allowed.slice(first * bytes, count * bytes), count, bytes)
        .bytes("seen", seen.slice(first * bytes, count * bytes), count, bytes)
        .floats("penalty", choices.penalty().slice(first, count), count, 1);
  }

  private ByteBuffer sets() {
    return direct(slots * GpuTokenChoice.bytes(config.vocab()));
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void choose(int slot, TokenChoice choice) {
    choices.put(slot, choice);
  }

  @Override
  public synchronized int[] decode(DecodeBatch batch) {
    before.run();
    int count = batch.count();
    int half = config.headDim() / 2;
    BatchBuffers rows =
        new BatchBuffers(
            FloatBuffer.allocate(count * config.hidden()),
            FloatBuffer.allocate(count * half),
            FloatBuffer.allocate(count * half),
            IntBuffer.allocate(count),
            LongBuffer.allocate(count),
            LongBuffer.allocate(count));
    rows.fill(batch, capacity);
    steps.add(batch.rows().size());
    LayerSpan all = LayerSpan.all(config);
    try (Cache cache = new Cache(all, batch.first(), count);
        GraphOnOnnxRuntime.Inputs inputs = new GraphOnOnnxRuntime.Inputs()) {
      inputs
          .floats("x", rows.x(), count, config.hidden())
          .floats("cos", rows.cos(), count, half)
          .floats("sin", rows.sin(), count, half)
          .integers("rows", rows.rows().array(), count, 1)
          .integers("columns", IntStream.range(0, batch.visible()).toArray(), batch.visible())
          .numbers("write_pos", rows.writePosition().array())
          .numbers("last", rows.last().array());
      choice(inputs, batch.first(), count);
      int[] tokens = new int[batch.rows().size()];
      stages
          .get(0)
          .run(
              inputs,
              cache.byName,
              Set.of("logits", "token", "total"),
              result -> {
                float[] scores = GraphOnOnnxRuntime.floats(result, "logits");
                long[] chosen = GraphOnOnnxRuntime.longs(result, "token");
                float[] totals = GraphOnOnnxRuntime.floats(result, "total");
                logits.clear();
                for (int i = 0; i < tokens.length; i++) {
                  int row = batch.rows().get(i).slot() - batch.first();
                  logits.add(
                      Arrays.copyOfRange(scores, row * config.vocab(), (row + 1) * config.vocab()));
                  tokens[i] = Float.isFinite(totals[row]) ? (int) chosen[row] : -1;
                }
              });
      return tokens;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stages.forEach(GraphOnOnnxRuntime::close);
  }

  /** Some slots of some layers, where they lie. */
  private final class Cache implements AutoCloseable {
    final Map<String, OnnxTensor> byName = new LinkedHashMap<>();

    Cache(LayerSpan span, int first, int count) {
      int each = Math.toIntExact(slotValues());
      for (int layer = span.first(); layer < span.end(); layer++) {
        for (String kind : List.of("k.", "v.")) {
          byName.put(
              kind + layer,
              GraphOnOnnxRuntime.over(
                  slab.get(kind + layer).slice(first * each, count * each),
                  count,
                  config.kvHeads(),
                  GpuDecoderGraph.positions(capacity),
                  config.headDim()));
        }
      }
    }

    @Override
    public void close() {
      byName.values().forEach(OnnxTensor::close);
    }
  }
}
