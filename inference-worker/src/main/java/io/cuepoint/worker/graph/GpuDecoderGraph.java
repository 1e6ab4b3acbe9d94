package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.Weights;
import java.util.List;

/**
 * The decoder for TensorRT, one graph for prompts and for a step of decoding of several clips, its
 * cache of a length that is part of the graph. With {@code B} sequences that take in {@code S} rows
 * each ({@code R = B * S}, sequence after sequence), {@code L} positions to look at and {@code M}
 * that a cache has:
 *
 * <ul>
 *   <li>{@code x} f32 [R, hidden]: embeddings, or what the layers before gave
 *   <li>{@code cos}, {@code sin} f32 [R, head / 2]
 *   <li>{@code rows} i32 [B, S]: the position of each row in its sequence
 *   <li>{@code columns} i32 [L]: 0, 1, 2...; a row sees what is not after it
 *   <li>{@code write_pos} i64 [B]: where in its cache the rows of a sequence go
 *   <li>{@code past_k.i}, {@code past_v.i} T [B, kv heads, M, head], T the type of the computation
 *   <li>out: {@code present_k.i}, {@code present_v.i}, to be bound to the memory of the past ones
 *   <li>where layers follow, out: {@code hidden} f32 [R, hidden]
 *   <li>with the last layers, {@code last} i64 [B]: the rows whose logits are wanted (of the others
 *       the last layer has keys and values alone), the inputs of {@link GpuTokenChoice}, and out:
 *       {@code logits} f32 [B, vocabulary] and the tokens that it chooses
 * </ul>
 *
 * No mask is handed in: {@code columns} stays on the device, and only its length changes.
 */
public final class GpuDecoderGraph {
  private final TextConfig config;
  private final GraphWriter graph = new GraphWriter("decoder");
  private final Layers layers;
  private final GpuLayers gpu;
  private final Weights weights;
  private final int capacity;
  private final LayerSpan span;

  private GpuDecoderGraph(
      TextConfig config, Weights weights, GraphOptions options, int capacity, LayerSpan span) {
    this.config = config;
    this.weights = weights;
    this.layers = new Layers(graph, weights, options);
    this.gpu = new GpuLayers(graph, layers);
    this.capacity = capacity;
    this.span = span;
  }

  /**
   * Positions that a cache of {@code capacity} has in memory, M: one more, which no row sees, for
   * rows of a batch that are nobody's.
   */
  public static int positions(int capacity) {
    return capacity + 1;
  }

  /**
   * Writes the graph.
   *
   * @param capacity positions of the cache that rows see
   * @param span which layers
   */
  public static OnnxGraph write(
      TextConfig config, Weights weights, GraphOptions options, int capacity, LayerSpan span) {
    return new GpuDecoderGraph(config, weights, options, capacity, span).write();
  }

  private OnnxGraph write() {
    ElementType exact = ElementType.F32;
    long half = config.headDim() / 2;
    String x = layers.rounded(graph.input("x", exact, "R", config.hidden()));
    String cos = layers.reshape(graph.input("cos", exact, "R", half), -1, 1, half);
    String sin = layers.reshape(graph.input("sin", exact, "R", half), -1, 1, half);
    String rows = graph.input("rows", ElementType.I32, "B", "S");
    String columns = graph.input("columns", ElementType.I32, "L");
    graph.input("write_pos", ElementType.I64, "B");
    String sequences = graph.node("Shape", List.of(rows));
    Queries all =
        new Queries(
            cos,
            sin,
            mask(columns, layers.reshape(rows, 0, 1, -1, 1)),
            apart(sequences, config.heads()));
    Keys keys = new Keys(cos, sin, layers.size(columns, 0), apart(sequences, config.kvHeads()));
    DecoderLayer layer = new DecoderLayer(config, layers);
    int following = span.isLast() ? span.end() - 1 : span.end();
    for (int i = span.first(); i < following; i++) {
      int index = i;
      x = layer.write(x, i, each -> each, (q, k, v) -> attention(q, k, v, index, all, keys));
    }
    if (span.isLast()) {
      String last = graph.input("last", ElementType.I64, "B");
      String places = layers.gather(layers.reshape(rows, -1), last);
      Queries one =
          new Queries(
              layers.gather(cos, last),
              layers.gather(sin, last),
              mask(columns, layers.reshape(places, -1, 1, 1, 1)),
              graph.integers(-1, 1, config.heads(), config.headDim()));
      String end =
          layer.write(
              x,
              following,
              each -> layers.gather(each, last),
              (q, k, v) -> attention(q, k, v, following, one, keys));
      String normed =
          layers.rmsNorm(end, "language_model.norm", config.hidden(), config.rmsNormEps());
      out("logits", layers.exact(layers.product(normed, weights.head())));
      graph.output("logits", exact, "B", config.vocab());
      new GpuTokenChoice(graph, layers, gpu).write("logits", config.vocab());
    } else {
      out("hidden", layers.exact(x));
      graph.output("hidden", exact, "R", config.hidden());
    }
    return graph.finish();
  }

  /** To add: a row at {@code places} [B, 1, S, 1] sees what is not after it. */
  private String mask(String columns, String places) {
    return layers.additiveMask(
        graph.node("LessOrEqual", List.of(layers.reshape(columns, 1, 1, 1, -1), places)));
  }

  private void out(String name, String value) {
    graph.node("Identity", List.of(value), List.of(name));
  }

  /** The shape {@code [B, S, heads, head]}. */
  private String apart(String sequences, long heads) {
    return graph.node(
        "Concat",
        List.of(sequences, graph.integers(heads, config.headDim())),
        Attribute.of("axis", 0L));
  }

  /**
   * Rows that look at the cache: all, or the last of each sequence.
   *
   * @param mask f32 [B, 1, S, L] to add
   * @param shape by sequence, row and head
   */
  private record Queries(String cos, String sin, String mask, String shape) {}

  /**
   * What all rows give to the cache.
   *
   * @param visible L, as a vector of one
   * @param shape by sequence, row and head
   */
  private record Keys(String cos, String sin, String visible, String shape) {}

  private String attention(String q, String k, String v, int i, Queries rows, Keys all) {
    int dim = config.headDim();
    int kv = config.kvHeads();
    int heads = config.heads();
    String turned = gpu.rotate(q, rows.cos(), rows.sin(), heads, dim);
    String queries = layers.reshape(byHead(turned, rows.shape()), 0, kv, -1, dim);
    String keys = cached("k." + i, gpu.rotate(k, all.cos(), all.sin(), kv, dim), all);
    String values = cached("v." + i, v, all);
    String mixed =
        gpu.attention(
            queries, layers.transpose(keys, 0, 1, 3, 2), values, rows.mask(), dim, heads, kv);
    String apart = layers.reshape(mixed, 0, heads, -1, dim);
    return layers.reshape(layers.transpose(apart, 0, 2, 1, 3), -1, (long) heads * dim);
  }

  /** Rows {@code [R, heads, head]} as {@code [B, heads, S, head]}. */
  private String byHead(String rows, String shape) {
    return layers.transpose(graph.node("Reshape", List.of(rows, shape)), 0, 2, 1, 3);
  }

  /** Writes rows into the caches; gives {@code [B, kv, L, head]} of them. */
  private String cached(String name, String rows, Keys all) {
    int dim = config.headDim();
    int kv = config.kvHeads();
    ElementType type = layers.computed();
    String past = graph.input("past_" + name, type, "B", kv, positions(capacity), dim);
    String present = "present_" + name;
    graph.node(
        "TensorScatter",
        List.of(past, byHead(rows, all.shape()), "write_pos"),
        List.of(present),
        Attribute.of("axis", -2L));
    graph.output(present, type, "B", kv, positions(capacity), dim);
    return gpu.sliceTo(present, 2, 0, all.visible());
  }
}
