package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.Weights;
import java.util.List;

/**
 * The decoder for TensorRT (batch 1), its cache of a length that is part of the graph. With {@code
 * S} rows to take in, {@code L} positions to look at and {@code M} that the cache has:
 *
 * <ul>
 *   <li>{@code x} f32 [S, hidden]: embeddings, or what the layers before gave
 *   <li>{@code cos}, {@code sin} f32 [S, head / 2]
 *   <li>{@code rows} i32 [S]: the position of each row
 *   <li>{@code columns} i32 [L]: 0, 1, 2...; a row sees what is not after it
 *   <li>{@code write_pos} i64 [1]: where in the cache the rows go
 *   <li>{@code last} i64 [1]: the row whose logits are wanted; only with the last layers
 *   <li>{@code past_k.i}, {@code past_v.i} T [1, kv heads, M, head], T the type of the computation
 *   <li>out: {@code present_k.i}, {@code present_v.i}, to be bound to the memory of the past ones,
 *       and {@code logits} f32 [1, vocabulary], or {@code hidden} f32 [S, hidden] where layers
 *       follow
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
   * Writes the graph.
   *
   * @param capacity positions of the cache, M
   * @param span which layers
   */
  public static OnnxGraph write(
      TextConfig config, Weights weights, GraphOptions options, int capacity, LayerSpan span) {
    return new GpuDecoderGraph(config, weights, options, capacity, span).write();
  }

  private OnnxGraph write() {
    ElementType exact = ElementType.F32;
    long half = config.headDim() / 2;
    String x = layers.rounded(graph.input("x", exact, "S", config.hidden()));
    String cos = layers.reshape(graph.input("cos", exact, "S", half), -1, 1, half);
    String sin = layers.reshape(graph.input("sin", exact, "S", half), -1, 1, half);
    String rows = graph.input("rows", ElementType.I32, "S");
    String columns = graph.input("columns", ElementType.I32, "L");
    graph.input("write_pos", ElementType.I64, 1);
    String seen =
        graph.node(
            "LessOrEqual", List.of(layers.reshape(columns, 1, -1), layers.reshape(rows, -1, 1)));
    Sight sight = new Sight(cos, sin, layers.additiveMask(seen), layers.size(columns, 0));
    DecoderLayer layer = new DecoderLayer(config, layers);
    for (int i = span.first(); i < span.end(); i++) {
      int index = i;
      x = layer.write(x, i, (q, k, v) -> attention(q, k, v, index, sight));
    }
    if (span.isLast()) {
      String last = graph.input("last", ElementType.I64, 1);
      String end = layers.gather(x, last);
      String normed =
          layers.rmsNorm(end, "language_model.norm", config.hidden(), config.rmsNormEps());
      out("logits", layers.exact(layers.product(normed, weights.head())));
      graph.output("logits", exact, 1, config.vocab());
    } else {
      out("hidden", layers.exact(x));
      graph.output("hidden", exact, "S", config.hidden());
    }
    return graph.finish();
  }

  private void out(String name, String value) {
    graph.node("Identity", List.of(value), List.of(name));
  }

  /**
   * What is the same in every layer.
   *
   * @param mask f32 [S, L] to add
   * @param visible L, as a vector of one
   */
  private record Sight(String cos, String sin, String mask, String visible) {}

  private String attention(String q, String k, String v, int i, Sight sight) {
    int dim = config.headDim();
    int kv = config.kvHeads();
    int group = config.heads() / kv;
    String turned = gpu.rotate(q, sight.cos(), sight.sin(), config.heads(), dim);
    String byKey = layers.transpose(layers.reshape(turned, -1, kv, group, dim), 1, 2, 0, 3);
    String queries = layers.reshape(byKey, kv, 1, -1, dim);
    String keys = cached("k." + i, gpu.rotate(k, sight.cos(), sight.sin(), kv, dim), sight);
    String values = cached("v." + i, layers.reshape(v, -1, kv, dim), sight);
    String mixed =
        gpu.attention(
            queries,
            layers.transpose(layers.reshape(keys, kv, 1, -1, dim), 0, 1, 3, 2),
            layers.reshape(values, kv, 1, -1, dim),
            sight.mask(),
            dim,
            group);
    String apart = layers.reshape(mixed, kv, group, -1, dim);
    return layers.reshape(layers.transpose(apart, 2, 0, 1, 3), -1, (long) config.heads() * dim);
  }

  /** Writes rows {@code [S, kv, head]} into the cache; gives {@code [1, kv, L, head]} of it. */
  private String cached(String name, String rows, Sight sight) {
    int dim = config.headDim();
    int kv = config.kvHeads();
    ElementType type = layers.computed();
    String past = graph.input("past_" + name, type, 1, kv, capacity, dim);
    String present = "present_" + name;
    String update = layers.reshape(layers.transpose(rows, 1, 0, 2), 1, kv, -1, dim);
    graph.node(
        "TensorScatter",
        List.of(past, update, "write_pos"),
        List.of(present),
        Attribute.of("axis", -2L));
    graph.output(present, type, 1, kv, capacity, dim);
    return gpu.sliceTo(present, 2, 0, sight.visible());
  }
}
