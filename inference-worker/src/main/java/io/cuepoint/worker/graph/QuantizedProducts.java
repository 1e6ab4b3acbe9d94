package io.cuepoint.worker.graph;

import io.cuepoint.worker.quantize.QuantizedMatrix;
import java.util.ArrayList;
import java.util.List;

/** Products of rows and quantised matrices on ONNX Runtime. */
final class QuantizedProducts implements MatrixProducts {
  /** {@code accuracy_level} of products over 8-bit rows: many times faster than over f32 rows. */
  private static final long EIGHT_BIT_ROWS = 4;

  private final GraphWriter graph;
  private final WidenedMatrix wide;
  private final boolean widened;

  /**
   * @param widened whether 8-bit matrices are widened to f32 in each run, which pays where they
   *     meet many rows and rounds none of these; otherwise rows are rounded to 8 bits, and sums are
   *     taken in integers
   */
  QuantizedProducts(GraphWriter graph, boolean widened) {
    this.graph = graph;
    this.wide = new WidenedMatrix(graph, GraphOptions.WIDENED_BYTES);
    this.widened = widened;
  }

  @Override
  public String of(String x, QuantizedMatrix matrix) {
    return widened ? exact(x, matrix) : rounded(x, matrix, List.of());
  }

  @Override
  public String of(String x, QuantizedMatrix matrix, String bias) {
    return widened
        ? graph.node("Add", List.of(exact(x, matrix), bias))
        : rounded(x, matrix, List.of("", "", bias));
  }

  private String exact(String x, QuantizedMatrix matrix) {
    List<String> parts = new ArrayList<>();
    for (String part : wide.blocks(x, matrix)) {
      parts.add(graph.node("Gemm", List.of(x, part), Attribute.of("transB", 1L)));
    }
    return parts.size() == 1 ? parts.get(0) : graph.node("Concat", parts, Attribute.of("axis", 1L));
  }

  private String rounded(String x, QuantizedMatrix matrix, List<String> further) {
    List<String> inputs =
        new ArrayList<>(
            List.of(
                x,
                graph.weight(matrix.values(), ElementType.U8),
                graph.weight(matrix.scales(), ElementType.F32)));
    inputs.addAll(further);
    return graph.contribNode(
        "MatMulNBits",
        inputs,
        Attribute.of("K", matrix.in()),
        Attribute.of("N", matrix.out()),
        Attribute.of("bits", (long) matrix.bits()),
        Attribute.of("block_size", (long) QuantizedMatrix.BLOCK),
        Attribute.of("accuracy_level", EIGHT_BIT_ROWS));
  }
}
