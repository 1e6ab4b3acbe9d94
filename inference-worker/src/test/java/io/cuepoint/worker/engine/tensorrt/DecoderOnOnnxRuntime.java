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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
  private final Map<Integer, TokenChoice> choices = new ConcurrentHashMap<>();
  private final Map<String, FloatBuffer> slab = new LinkedHashMap<>();

  DecoderOnOnnxRuntime(
      Checkpoint checkpoint, int capacity, int maxRows, int slots, List<LayerSpan> spans) {
    this.config = checkpoint.config().text();
    this.capacity = capacity;
    this.maxRows = maxRows;
    this.slots = slots;
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
        choice(inputs, new ByteBuffer[] {bits(), bits()}, new float[] {1});
      }
      return stage.run(inputs, cache.byName, span.isLast() ? "logits" : "hidden");
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private ByteBuffer bits() {
    return bits(1);
  }

  private ByteBuffer bits(int count) {
    return ByteBuffer.allocateDirect(count * GpuTokenChoice.bytes(config.vocab()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private void choice(GraphOnOnnxRuntime.Inputs inputs, ByteBuffer[] sets, float[] penalties)
      throws OrtException {
    int count = penalties.length;
    long bytes = GpuTokenChoice.bytes(config.vocab());
    inputs
        .bytes("allowed", sets[0], count, bytes)
        .bytes("seen", sets[1], count, bytes)
        .floats("penalty", FloatBuffer.wrap(penalties), count, 1);
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
    float[] x = new float[count * config.hidden()];
    float[] cos = new float[count * half];
    float[] sin = new float[count * half];
    int[] rows = new int[count];
    long[] places = new long[count];
    ByteBuffer[] sets = {bits(count), bits(count)};
    float[] penalties = new float[count];
    Arrays.fill(places, capacity);
    Arrays.fill(penalties, 1);
    for (BatchRow row : batch.rows()) {
      int i = row.slot() - batch.first();
      System.arraycopy(row.row().embeddings(), 0, x, i * config.hidden(), config.hidden());
      System.arraycopy(row.row().cos(), 0, cos, i * half, half);
      System.arraycopy(row.row().sin(), 0, sin, i * half, half);
      rows[i] = row.length();
      places[i] = row.length();
      TokenChoice choice = choices.get(row.slot());
      penalties[i] = choice.penalty();
      put(sets[0], i, choice.allowed());
      put(sets[1], i, choice.seen());
    }
    steps.add(batch.rows().size());
    LayerSpan all = LayerSpan.all(config);
    try (Cache cache = new Cache(all, batch.first(), count);
        GraphOnOnnxRuntime.Inputs inputs = new GraphOnOnnxRuntime.Inputs()) {
      inputs
          .floats("x", FloatBuffer.wrap(x), count, config.hidden())
          .floats("cos", FloatBuffer.wrap(cos), count, half)
          .floats("sin", FloatBuffer.wrap(sin), count, half)
          .integers("rows", rows, count, 1)
          .integers("columns", IntStream.range(0, batch.visible()).toArray(), batch.visible())
          .numbers("write_pos", places)
          .numbers("last", LongStream.range(0, count).toArray());
      choice(inputs, sets, penalties);
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

  private void put(ByteBuffer all, int row, long[] set) {
    int words = GpuTokenChoice.bytes(config.vocab()) / Long.BYTES;
    all.asLongBuffer().put(row * words, set, 0, Math.min(words, set.length));
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
