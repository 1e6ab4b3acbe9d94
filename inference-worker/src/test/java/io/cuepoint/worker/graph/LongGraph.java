package io.cuepoint.worker.graph;

import java.util.List;

/** A graph of many products in a row, and no weights: {@code x} times itself again and again. */
public final class LongGraph {
  private LongGraph() {}

  /**
   * With {@code x} and {@code y}, both {@code [n, n]}.
   *
   * @param products nodes of the graph
   */
  public static OnnxGraph of(int products) {
    GraphWriter graph = new GraphWriter("long");
    String x = graph.input("x", ElementType.F32, "N", "N");
    String y = x;
    for (int i = 0; i < products; i++) {
      y = graph.node("MatMul", List.of(x, y));
    }
    graph.node("Identity", List.of(y), List.of("y"));
    graph.output("y", ElementType.F32, "N", "N");
    return graph.finish();
  }
}
