package io.cuepoint.worker.graph;

import java.util.List;

/**
 * What TensorRT's graphs have beside {@link Layers}: angles and attention of standard operators,
 * which its compiler fuses. Sums over attention weights are in f32, as in the reference.
 */
final class GpuLayers {
  private final GraphWriter graph;
  private final Layers layers;

  GpuLayers(GraphWriter graph, Layers layers) {
    this.graph = graph;
    this.layers = layers;
  }

  /**
   * Turns {@code x [rows, heads * dim]} by the angles of its row, first half against second.
   *
   * @param cos f32 {@code [rows, 1, dim / 2]}
   * @param sin likewise
   * @return {@code [rows, heads, dim]}
   */
  String rotate(String x, String cos, String sin, long heads, long dim) {
    String apart = layers.exact(layers.reshape(x, -1, heads, dim));
    String first = slice(apart, 2, 0, dim / 2);
    String second = slice(apart, 2, dim / 2, dim);
    String turnedFirst = graph.node("Sub", List.of(times(first, cos), times(second, sin)));
    String turnedSecond = layers.add(times(second, cos), times(first, sin));
    return layers.rounded(
        graph.node("Concat", List.of(turnedFirst, turnedSecond), Attribute.of("axis", 2L)));
  }

  /**
   * Attention within groups; heads that share a key are taken as further rows, so that each key is
   * read once.
   *
   * @param queries {@code [groups, keyHeads, heads / keyHeads * rows, dim]}
   * @param keys {@code [groups, keyHeads, dim, positions]}
   * @param values {@code [groups, keyHeads, positions, dim]}
   * @param mask f32 to add to {@code [groups, heads, rows, positions]}
   */
  String attention(
      String queries,
      String keys,
      String values,
      String mask,
      long dim,
      long heads,
      long keyHeads) {
    String products = layers.exact(graph.node("MatMul", List.of(queries, keys)));
    String scaled = layers.scaled(products, (float) (1 / Math.sqrt((double) dim)));
    boolean alone = heads == keyHeads;
    String apart = alone ? scaled : layers.reshape(scaled, 0, heads, -1, 0);
    String weighted = layers.softmax(layers.add(apart, mask));
    String together = alone ? weighted : layers.reshape(weighted, 0, keyHeads, -1, 0);
    return graph.node("MatMul", List.of(layers.rounded(together), values));
  }

  /** From {@code from} to {@code to}, exclusive, along an axis. */
  String slice(String x, long axis, long from, long to) {
    return sliceTo(x, axis, from, graph.integers(to));
  }

  /** The same to an end that the run chooses. */
  String sliceTo(String x, long axis, long from, String to) {
    return graph.node("Slice", List.of(x, graph.integers(from), to, graph.integers(axis)));
  }

  private String times(String x, String y) {
    return graph.node("Mul", List.of(x, y));
  }
}
