package io.cuepoint.worker.graph;

import io.cuepoint.worker.quantize.QuantizedMatrix;
import java.util.List;

/**
 * Products of rows and 4-bit matrices on TensorRT, whose compiler makes one operation of both nodes
 * and reads the matrices as they are stored; rows stay as they are.
 */
final class DequantizedProducts implements MatrixProducts {
  private final GraphWriter graph;
  private final Layers layers;

  DequantizedProducts(GraphWriter graph, Layers layers) {
    this.graph = graph;
    this.layers = layers;
  }

  @Override
  public String of(String x, QuantizedMatrix matrix) {
    ElementType stored = ElementType.of(matrix.scales().type());
    String dequantized =
        graph.node(
            "DequantizeLinear",
            List.of(
                graph.weight(
                    matrix.values(), ElementType.I4, new long[] {matrix.in(), matrix.out()}),
                layers.cast(graph.weight(matrix.scales(), stored), stored, layers.computed())),
            Attribute.of("axis", 0L),
            Attribute.of("block_size", (long) QuantizedMatrix.GPU_BLOCK));
    return graph.node("MatMul", List.of(x, dequantized));
  }

  @Override
  public String of(String x, QuantizedMatrix matrix, String bias) {
    return layers.add(of(x, matrix), bias);
  }
}
