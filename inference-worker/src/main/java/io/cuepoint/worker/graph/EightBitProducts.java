package io.cuepoint.worker.graph;

import io.cuepoint.worker.quantize.QuantizedMatrix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Products of rows and 8-bit matrices on TensorRT, which takes them in 8 bits where both sides have
 * one scale that is part of the graph. Rows are brought to that scale before, each by its own
 * largest value, and the product gets it back after, with the scale of each of the matrix's rows:
 * so no scale has to be found by trying out what the rows may be.
 */
final class EightBitProducts implements MatrixProducts {
  /** A row of zeros is divided by it. */
  private static final float TINY = 0x1p-100f;

  private final GraphWriter graph;
  private final Layers layers;
  private final Map<String, Rows> known = new HashMap<>();

  EightBitProducts(GraphWriter graph, Layers layers) {
    this.graph = graph;
    this.layers = layers;
  }

  /**
   * Rows in 8 bits and back.
   *
   * @param most the largest value of each, f32 {@code [rows, 1]}
   * @param parts of it, {@code [rows, in]}
   */
  private record Rows(String most, String parts) {}

  @Override
  public String of(String x, QuantizedMatrix matrix) {
    ElementType type = ElementType.ofBytes(matrix.values().type());
    Rows rows = known.computeIfAbsent(x, absent -> rows(x, matrix, type));
    String weights =
        graph.node(
            "DequantizeLinear",
            List.of(graph.weight(matrix.values(), type), step(matrix), zero(type)));
    String product = graph.node("Gemm", List.of(rows.parts(), weights), Attribute.of("transB", 1L));
    ElementType stored = ElementType.of(matrix.scales().type());
    String scales = layers.cast(graph.weight(matrix.scales(), stored), stored, ElementType.F32);
    String byRow = graph.node("Mul", List.of(layers.exact(product), rows.most()));
    return layers.rounded(graph.node("Mul", List.of(byRow, scales)));
  }

  @Override
  public String of(String x, QuantizedMatrix matrix, String bias) {
    return layers.add(of(x, matrix), bias);
  }

  private Rows rows(String x, QuantizedMatrix matrix, ElementType type) {
    String exact = layers.exact(x);
    String largest =
        graph.node("ReduceMax", List.of(graph.node("Abs", List.of(exact)), graph.integers(-1)));
    String most = graph.node("Max", List.of(largest, graph.scalar(TINY)));
    String parts = layers.rounded(graph.node("Div", List.of(exact, most)));
    String rounded = graph.node("QuantizeLinear", List.of(parts, step(matrix), zero(type)));
    return new Rows(
        most, graph.node("DequantizeLinear", List.of(rounded, step(matrix), zero(type))));
  }

  private String step(QuantizedMatrix matrix) {
    return layers.constant(QuantizedMatrix.step(matrix.values().type()));
  }

  private String zero(ElementType type) {
    return graph.scalar(type, new byte[1]);
  }
}
