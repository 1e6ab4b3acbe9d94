package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.quantize.QuantizedMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An 8-bit matrix that is widened to f32 in each run, in blocks of rows. */
final class WidenedMatrix {
  private static final float ZERO_POINT = 128;

  private final GraphWriter graph;
  private final long blockBytes;
  private final Map<Long, String> zeroPoints = new HashMap<>();

  /**
   * @param blockBytes most bytes of a block in f32, unless one row has more
   */
  WidenedMatrix(GraphWriter graph, long blockBytes) {
    this.graph = graph;
    this.blockBytes = blockBytes;
  }

  /** Blocks {@code [rows, in]} in f32, for a product with {@code x}. */
  List<String> blocks(String x, QuantizedMatrix matrix) {
    String none = graph.node("Mul", List.of(rows(x), graph.integers(0)));
    long inRow = matrix.scales().elements() / matrix.out();
    long step = Math.max(1, blockBytes / (Float.BYTES * QuantizedMatrix.BLOCK * inRow));
    List<String> blocks = new ArrayList<>();
    for (long first = 0; first < matrix.out(); first += step) {
      long count = Math.min(step, matrix.out() - first);
      String filled = wide(matrix, first, count, inRow, none);
      blocks.add(inRow * QuantizedMatrix.BLOCK == matrix.in() ? filled : cut(filled, matrix.in()));
    }
    return blocks;
  }

  /**
   * Scales are brought to the shape that they have. As this waits for {@code none}, and so for the
   * rows of the product, the runtime does not widen the matrices of all layers before it takes the
   * first product.
   */
  private String wide(QuantizedMatrix matrix, long first, long count, long inRow, String none) {
    long blocks = count * inRow;
    List<Long> shape = List.of(blocks, (long) QuantizedMatrix.BLOCK);
    TensorRef values = RowBlocks.rows(matrix.values(), first, shape);
    TensorRef scales = RowBlocks.rows(matrix.scales(), first, List.of(blocks));
    String same = graph.node("Add", List.of(graph.integers(blocks), none));
    String widened =
        graph.node(
            "DequantizeLinear",
            List.of(
                graph.weightInput(values, ElementType.U8),
                graph.node("Reshape", List.of(graph.weightInput(scales, ElementType.F32), same)),
                zeroPoints.computeIfAbsent(blocks, this::zeroPoint)),
            Attribute.of("axis", 0L));
    return graph.node(
        "Reshape", List.of(widened, graph.integers(count, inRow * QuantizedMatrix.BLOCK)));
  }

  /** Without the values that fill up the last block of a row. */
  private String cut(String filled, long in) {
    return graph.node(
        "Slice", List.of(filled, graph.integers(0), graph.integers(in), graph.integers(1)));
  }

  private String zeroPoint(long blocks) {
    String one =
        graph.node(
            "Cast",
            List.of(graph.scalar(ZERO_POINT)),
            Attribute.of("to", (long) ElementType.U8.code()));
    return graph.node("Expand", List.of(one, graph.integers(blocks)));
  }

  private String rows(String x) {
    return graph.node("Shape", List.of(x), Attribute.of("start", 0L), Attribute.of("end", 1L));
  }
}
