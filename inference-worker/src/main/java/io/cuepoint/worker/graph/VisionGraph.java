package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.checkpoint.Weights;
import java.util.List;

/**
 * The vision tower and its merger over {@code T} temporal steps of {@code P} patches, {@code N = T
 * * P}, in window order. {@code W} windows of at most {@code A} patches are attended to as a batch;
 * every other layer works on the {@code N} patches alone.
 *
 * <ul>
 *   <li>{@code patches} f32 [N, 3 * 2 * 14 * 14]
 *   <li>{@code cos}, {@code sin} f32 [1, N, head / 2]
 *   <li>{@code pad} i64 [W * A]: the patch at each place of each window; any where there is none
 *   <li>{@code unpad} i64 [N]: the place of each patch
 *   <li>{@code window_mask} bool [W, 1, 1, A]: which places hold a patch
 *   <li>{@code steps} i64 [1]: T
 *   <li>out: {@code embeddings} f32 [N / 4, decoder's hidden], in window order
 * </ul>
 *
 * The blocks of full attention see one temporal step (spec 4.4).
 */
public final class VisionGraph {
  private static final String MERGER = "visual.merger";

  private final VisionConfig config;
  private final GraphWriter graph = new GraphWriter("vision");
  private final Layers layers;
  private final Weights weights;

  private VisionGraph(VisionConfig config, Weights weights, GraphOptions options) {
    this.config = config;
    this.weights = weights;
    this.layers = new Layers(graph, weights, options);
  }

  /** Writes the graph for {@code options}. */
  public static OnnxGraph write(VisionConfig config, Weights weights, GraphOptions options) {
    return new VisionGraph(config, weights, options).write();
  }

  private OnnxGraph write() {
    ElementType type = ElementType.F32;
    int head = config.headDim();
    String patches = graph.input("patches", type, "N", config.patchValues());
    graph.input("cos", type, 1, "N", head / 2);
    graph.input("sin", type, 1, "N", head / 2);
    graph.input("pad", ElementType.I64, "WA");
    graph.input("unpad", ElementType.I64, "N");
    String allowed = graph.input("window_mask", ElementType.BOOL, "W", 1, 1, "A");
    String steps = graph.input("steps", ElementType.I64, 1);
    String places = layers.size(allowed, 3);
    Groups windows =
        new Groups(
            shape(graph.integers(-1), places, graph.integers(config.heads(), head)),
            layers.additiveMask(allowed));
    Groups whole = new Groups(shape(steps, graph.integers(-1, config.heads(), head)), "");
    String x = layers.product(patches, PatchEmbedding.of(config, weights));
    for (int i = 0; i < config.depth(); i++) {
      x = block(x, "visual.blocks." + i, config.isFullAttention(i) ? whole : windows);
    }
    graph.node("Identity", List.of(merged(x)), List.of("embeddings"));
    graph.output("embeddings", type, "M", config.outHidden());
    return graph.finish();
  }

  /** The patches that see each other: how rows fall into groups, and what is masked of each. */
  private record Groups(String shape, String mask) {
    boolean padded() {
      return !mask.isEmpty();
    }
  }

  private String shape(String... parts) {
    return graph.node("Concat", List.of(parts), Attribute.of("axis", 0L));
  }

  private String block(String x, String name, Groups groups) {
    int hidden = config.hidden();
    int inner = config.intermediate();
    String attended = attention(norm(x, name + ".norm1"), name + ".attn.qkv", groups);
    String y = layers.add(x, layers.linearWithBias(attended, name + ".attn.proj", hidden, hidden));
    String normed = norm(y, name + ".norm2");
    String gate = layers.linearWithBias(normed, name + ".mlp.gate_proj", hidden, inner);
    String up = layers.linearWithBias(normed, name + ".mlp.up_proj", hidden, inner);
    String gated = layers.gated(gate, up);
    return layers.add(y, layers.linearWithBias(gated, name + ".mlp.down_proj", inner, hidden));
  }

  private String attention(String x, String name, Groups groups) {
    int hidden = config.hidden();
    int head = config.headDim();
    List<String> parts = List.of(name + ".q", name + ".k", name + ".v");
    graph.node(
        "Split",
        List.of(layers.linearWithBias(x, name, hidden, 3L * hidden)),
        parts,
        Attribute.of("axis", 1L),
        Attribute.of("num_outputs", 3L));
    String q = grouped(rotated(parts.get(0)), groups);
    String k = grouped(rotated(parts.get(1)), groups);
    String v = grouped(parts.get(2), groups);
    String products =
        graph.node(
            "MatMul", List.of(layers.transpose(q, 0, 2, 1, 3), layers.transpose(k, 0, 2, 3, 1)));
    String scaled = layers.scaled(products, (float) (1 / Math.sqrt(head)));
    String masked = groups.padded() ? layers.add(scaled, groups.mask()) : scaled;
    String mixed =
        graph.node("MatMul", List.of(layers.softmax(masked), layers.transpose(v, 0, 2, 1, 3)));
    String rows = layers.reshape(layers.transpose(mixed, 0, 2, 1, 3), -1, hidden);
    return groups.padded() ? layers.gather(rows, "unpad") : rows;
  }

  private String rotated(String x) {
    String turned = layers.rotate(x, "cos", "sin", config.heads(), config.headDim());
    return layers.reshape(turned, -1, config.hidden());
  }

  /** {@code [rows, hidden]} to {@code [groups, rows of a group, heads, head]}. */
  private String grouped(String x, Groups groups) {
    String rows = groups.padded() ? layers.gather(x, "pad") : x;
    return graph.node("Reshape", List.of(rows, groups.shape()));
  }

  /** Four patches side by side become one token. */
  private String merged(String x) {
    long width = (long) config.hidden() * config.merge() * config.merge();
    String cells = layers.reshape(norm(x, MERGER + ".ln_q"), -1, width);
    String inner = layers.linearWithBias(cells, MERGER + ".mlp.0", width, width);
    String active = graph.node("Gelu", List.of(inner));
    return layers.linearWithBias(active, MERGER + ".mlp.2", width, config.outHidden());
  }

  private String norm(String x, String name) {
    return layers.rmsNorm(x, name, config.hidden(), VisionConfig.RMS_NORM_EPS);
  }
}
