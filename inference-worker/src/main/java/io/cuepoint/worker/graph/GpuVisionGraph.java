package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.VisionConfig;
import io.cuepoint.worker.checkpoint.Weights;
import java.util.List;

/**
 * The vision tower and its merger for TensorRT, over {@code N} patches of {@code T} temporal steps,
 * in window order. A window has {@code A} places and a step {@code B}, numbers that are part of the
 * graph: no shape is computed while it runs.
 *
 * <ul>
 *   <li>{@code patches} f32 [N, 3 * 2 * 14 * 14]
 *   <li>{@code cos}, {@code sin} f32 [N, head / 2]
 *   <li>{@code window_pad} i32 [W * A]: the patch at each place of each window; any where there is
 *       none
 *   <li>{@code window_unpad} i32 [N]: the place of each patch
 *   <li>{@code window_mask} bool [W, 1, 1, A]: which places hold a patch
 *   <li>{@code step_pad} i32 [T * B], {@code step_unpad} i32 [N], {@code step_mask} bool [T, 1, 1,
 *       B]: the same by steps, for the blocks of full attention
 *   <li>out: {@code embeddings} f32 [N / 4, decoder's hidden], in window order
 * </ul>
 */
public final class GpuVisionGraph {
  private static final String MERGER = "visual.merger";

  private final VisionConfig config;
  private final GraphWriter graph = new GraphWriter("vision");
  private final Layers layers;
  private final GpuLayers gpu;
  private final Weights weights;
  private final int stepPlaces;

  private GpuVisionGraph(
      VisionConfig config, Weights weights, GraphOptions options, int stepPlaces) {
    this.stepPlaces = stepPlaces;
    this.config = config;
    this.weights = weights;
    this.layers = new Layers(graph, weights, options);
    this.gpu = new GpuLayers(graph, layers);
  }

  /**
   * Writes the graph.
   *
   * @param stepPlaces most patches of a step, B
   */
  public static OnnxGraph write(
      VisionConfig config, Weights weights, GraphOptions options, int stepPlaces) {
    return new GpuVisionGraph(config, weights, options, stepPlaces).write();
  }

  /** Places of a window, A. */
  public static int windowPlaces(VisionConfig config) {
    int side = config.windowCells() * config.merge();
    return side * side;
  }

  private OnnxGraph write() {
    ElementType exact = ElementType.F32;
    long head = config.headDim();
    String patches = graph.input("patches", exact, "N", config.patchValues());
    String cos = layers.reshape(graph.input("cos", exact, "N", head / 2), -1, 1, head / 2);
    String sin = layers.reshape(graph.input("sin", exact, "N", head / 2), -1, 1, head / 2);
    Angles angles = new Angles(cos, sin);
    Groups windows = groups("window", "W", windowPlaces(config));
    Groups steps = groups("step", "T", stepPlaces);
    String x = layers.product(layers.rounded(patches), PatchEmbedding.of(config, weights));
    for (int i = 0; i < config.depth(); i++) {
      x = block(x, "visual.blocks." + i, angles, config.isFullAttention(i) ? steps : windows);
    }
    graph.node("Identity", List.of(layers.exact(merged(x))), List.of("embeddings"));
    graph.output("embeddings", exact, "M", config.outHidden());
    return graph.finish();
  }

  /** How queries and keys turn. */
  private record Angles(String cos, String sin) {}

  /** The patches that see each other: which, how rows fall into groups, and what is masked. */
  private record Groups(String pad, String unpad, String shape, String mask) {}

  private Groups groups(String name, String count, int places) {
    String mask = graph.input(name + "_mask", ElementType.BOOL, count, 1, 1, places);
    return new Groups(
        graph.input(name + "_pad", ElementType.I32, count + "places"),
        graph.input(name + "_unpad", ElementType.I32, "N"),
        graph.integers(-1, places, config.heads(), config.headDim()),
        layers.additiveMask(mask));
  }

  private String block(String x, String name, Angles angles, Groups groups) {
    int hidden = config.hidden();
    int inner = config.intermediate();
    String attended = attention(norm(x, name + ".norm1"), name + ".attn.qkv", angles, groups);
    String y = layers.add(x, layers.linearWithBias(attended, name + ".attn.proj", hidden, hidden));
    String normed = norm(y, name + ".norm2");
    String gate = layers.linearWithBias(normed, name + ".mlp.gate_proj", hidden, inner);
    String up = layers.linearWithBias(normed, name + ".mlp.up_proj", hidden, inner);
    String gated = layers.gated(gate, up);
    return layers.add(y, layers.linearWithBias(gated, name + ".mlp.down_proj", inner, hidden));
  }

  private String attention(String x, String name, Angles angles, Groups groups) {
    int hidden = config.hidden();
    int head = config.headDim();
    String all = layers.linearWithBias(x, name, hidden, 3L * hidden);
    String q = grouped(turned(gpu.slice(all, 1, 0, hidden), angles), groups);
    String k = grouped(turned(gpu.slice(all, 1, hidden, 2L * hidden), angles), groups);
    String v = grouped(gpu.slice(all, 1, 2L * hidden, 3L * hidden), groups);
    String mixed =
        gpu.attention(
            layers.transpose(q, 0, 2, 1, 3),
            layers.transpose(k, 0, 2, 3, 1),
            layers.transpose(v, 0, 2, 1, 3),
            groups.mask(),
            head,
            config.heads(),
            config.heads());
    String rows = layers.reshape(layers.transpose(mixed, 0, 2, 1, 3), -1, hidden);
    return layers.gather(rows, groups.unpad());
  }

  private String turned(String x, Angles angles) {
    String turned = gpu.rotate(x, angles.cos(), angles.sin(), config.heads(), config.headDim());
    return layers.reshape(turned, -1, config.hidden());
  }

  /** {@code [rows, hidden]} to {@code [groups, rows of a group, heads, head]}. */
  private String grouped(String x, Groups groups) {
    return graph.node("Reshape", List.of(layers.gather(x, groups.pad()), groups.shape()));
  }

  /** Four patches side by side become one token. */
  private String merged(String x) {
    long width = (long) config.hidden() * config.merge() * config.merge();
    String cells = layers.reshape(norm(x, MERGER + ".ln_q"), -1, width);
    String inner = layers.exact(layers.linearWithBias(cells, MERGER + ".mlp.0", width, width));
    String active = layers.rounded(graph.node("Gelu", List.of(inner)));
    return layers.linearWithBias(active, MERGER + ".mlp.2", width, config.outHidden());
  }

  private String norm(String x, String name) {
    return layers.rmsNorm(x, name, config.hidden(), VisionConfig.RMS_NORM_EPS);
  }
}
