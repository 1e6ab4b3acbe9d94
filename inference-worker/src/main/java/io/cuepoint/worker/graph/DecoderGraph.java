package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.checkpoint.Weights;
import java.util.List;

/**
 * The decoder: one graph for prefill, prefill in chunks and decoding (batch 1). With {@code S} rows
 * to take in and {@code L} positions to look at:
 *
 * <ul>
 *   <li>{@code x} f32 [S, hidden]: embeddings of tokens and of the video
 *   <li>{@code cos}, {@code sin} f32 [1, S, head / 2]: rotary angles by M-RoPE positions
 *   <li>{@code mask} bool [S, L]: which positions of the cache a row sees
 *   <li>{@code write_pos} i64 [1]: where in the cache the rows go
 *   <li>{@code last} i64 [1]: the row whose logits are wanted; of the others the last layer has
 *       keys and values alone
 *   <li>{@code past_k.i}, {@code past_v.i} f32 [1, L, kv heads * head]
 *   <li>out: {@code logits} f32 [1, vocabulary], {@code present_k.i}, {@code present_v.i}, which
 *       are meant to be bound to the memory of the past ones
 * </ul>
 */
public final class DecoderGraph {
  private final TextConfig config;
  private final GraphWriter graph = new GraphWriter("decoder");
  private final Layers layers;
  private final Weights weights;

  private DecoderGraph(TextConfig config, Weights weights, GraphOptions options) {
    this.config = config;
    this.weights = weights;
    this.layers = new Layers(graph, weights, options);
  }

  /** Writes the graph for {@code options}. */
  public static OnnxGraph write(TextConfig config, Weights weights, GraphOptions options) {
    return new DecoderGraph(config, weights, options).write();
  }

  private OnnxGraph write() {
    ElementType type = ElementType.F32;
    String x = graph.input("x", type, "S", config.hidden());
    graph.input("cos", type, 1, "S", config.headDim() / 2);
    graph.input("sin", type, 1, "S", config.headDim() / 2);
    String mask = graph.input("mask", ElementType.BOOL, "S", "L");
    graph.input("write_pos", ElementType.I64, 1);
    String last = graph.input("last", ElementType.I64, 1);
    String visible = layers.size(mask, 1);
    Sight all =
        new Sight(
            "cos",
            "sin",
            layers.additiveMask(mask),
            shape(visible, config.kvHeads(), config.heads() / config.kvHeads(), -1),
            shape(visible, config.kvHeads(), -1));
    DecoderLayer layer = new DecoderLayer(config, layers);
    int end = config.layers() - 1;
    for (int i = 0; i < end; i++) {
      int index = i;
      x = layer.write(x, i, rows -> rows, (q, k, v) -> attention(q, k, v, index, all));
    }
    x =
        layer.write(
            x,
            end,
            rows -> layers.gather(rows, last),
            (q, k, v) -> attention(q, k, v, end, only(last, all)));
    String normed = layers.rmsNorm(x, "language_model.norm", config.hidden(), config.rmsNormEps());
    String logits = layers.product(normed, weights.head());
    graph.node("Identity", List.of(logits), List.of("logits"));
    graph.output("logits", type, 1, config.vocab());
    return graph.finish();
  }

  /**
   * What rows see of the cache, the same in every layer: their angles, the mask to add, and the
   * shapes of the products by head, {@code [kv, group, S, L]}, and by key, {@code [kv, group * S,
   * L]}.
   */
  private record Sight(String cos, String sin, String mask, String byHead, String byKey) {}

  /** What some of the rows see. */
  private Sight only(String rows, Sight all) {
    return new Sight(
        layers.gather(all.cos(), rows, 1),
        layers.gather(all.sin(), rows, 1),
        layers.gather(all.mask(), rows),
        all.byHead(),
        all.byKey());
  }

  private String shape(String visible, long... first) {
    return graph.node("Concat", List.of(graph.integers(first), visible), Attribute.of("axis", 0L));
  }

  /** Query heads that share a key are taken as further rows, so that each key is read once. */
  private String attention(String q, String k, String v, int i, Sight sight) {
    int dim = config.headDim();
    int kv = config.kvHeads();
    int group = config.heads() / kv;
    String turned = layers.rotate(q, sight.cos(), sight.sin(), config.heads(), dim);
    String queries = layers.transpose(layers.reshape(turned, -1, kv, group, dim), 1, 2, 0, 3);
    String keys = cached("k." + i, layers.rotate(k, "cos", "sin", kv, dim));
    String values = cached("v." + i, layers.reshape(v, 1, -1, (long) kv * dim));
    String products =
        layers.cachedProduct(
            layers.reshape(queries, kv, -1, dim), keys, true, (float) (1 / Math.sqrt(dim)));
    String byHead = graph.node("Reshape", List.of(products, sight.byHead()));
    String weighted = layers.softmax(layers.add(byHead, sight.mask()));
    String rows = graph.node("Reshape", List.of(weighted, sight.byKey()));
    String mixed = layers.cachedProduct(rows, values, false, 1);
    String apart = layers.reshape(mixed, kv, group, -1, dim);
    return layers.reshape(layers.transpose(apart, 2, 0, 1, 3), -1, (long) config.heads() * dim);
  }

  /** Writes rows {@code [1, S, kv * head]} into the cache and gives {@code [L, kv, head]} of it. */
  private String cached(String name, String rows) {
    int dim = config.headDim();
    int kv = config.kvHeads();
    ElementType type = ElementType.F32;
    String past = graph.input("past_" + name, type, 1, "L", kv * dim);
    String present = "present_" + name;
    graph.node(
        "TensorScatter",
        List.of(past, rows, "write_pos"),
        List.of(present),
        Attribute.of("axis", -2L));
    graph.output(present, type, 1, "L", kv * dim);
    return layers.reshape(present, -1, kv, dim);
  }
}
