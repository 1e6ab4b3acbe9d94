package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.util.ArrayList;
import java.util.List;

/** The layers that both towers are made of, over the checkpoint's weights. */
final class Layers {
  private final GraphWriter graph;
  private final Weights weights;
  private final GraphOptions options;
  private final MatrixProducts quantizedProducts;

  Layers(GraphWriter graph, Weights weights, GraphOptions options) {
    this.graph = graph;
    this.weights = weights;
    this.options = options;
    this.quantizedProducts =
        options.engine() == GraphOptions.Target.TENSORRT
            ? new GpuProducts(
                new DequantizedProducts(graph, this), new EightBitProducts(graph, this))
            : new QuantizedProducts(graph, options.widened());
  }

  /** {@code x [rows, in]} times {@code weight [out, in]} transposed, as the files hold it. */
  String linear(String x, String name, long in, long out) {
    return product(x, weights.get(name + ".weight", out, in));
  }

  /** The same plus {@code bias [out]}. */
  String linearWithBias(String x, String name, long in, long out) {
    TensorRef matrix = weights.get(name + ".weight", out, in);
    String bias = weight(name + ".bias", out);
    return options
        .weights()
        .find(matrix)
        .map(quantized -> quantizedProducts.of(x, quantized, bias))
        .orElseGet(() -> gemm(x, widened(matrix), bias));
  }

  /**
   * {@code x [rows, in]} times all of {@code matrix [out, in]} transposed; a matrix that is too
   * large for one buffer is taken in blocks of rows.
   */
  String product(String x, TensorRef matrix) {
    return options
        .weights()
        .find(matrix)
        .map(quantized -> quantizedProducts.of(x, quantized))
        .orElseGet(() -> exactProduct(x, matrix));
  }

  private String exactProduct(String x, TensorRef matrix) {
    List<String> parts = new ArrayList<>();
    for (TensorRef part : RowBlocks.of(matrix, options.bufferBytes())) {
      parts.add(gemm(x, widened(part)));
    }
    return parts.size() == 1 ? parts.get(0) : graph.node("Concat", parts, Attribute.of("axis", 1L));
  }

  /** {@code x / sqrt(mean(x^2) + epsilon) * weight} over the last axis, computed in f32. */
  String rmsNorm(String x, String name, long width, double epsilon) {
    TensorRef weight = weights.get(name + ".weight", width);
    String gain = cast(graph.weight(weight, stored(weight)), stored(weight), ElementType.F32);
    return rounded(
        options.engine() == GraphOptions.Target.TENSORRT
            ? stepwiseNorm(exact(x), gain, (float) epsilon)
            : graph.node(
                "RMSNormalization",
                List.of(exact(x), gain),
                Attribute.of("axis", -1L),
                Attribute.of("epsilon", (float) epsilon)));
  }

  /**
   * As TensorRT's parser takes the operator apart, but with an epsilon that the graph names: one of
   * the parser's own is unknown to its refitter, which then gives no weights to a stripped plan.
   */
  private String stepwiseNorm(String x, String gain, float epsilon) {
    String mean =
        graph.node("ReduceMean", List.of(graph.node("Mul", List.of(x, x)), graph.integers(-1)));
    String root = graph.node("Sqrt", List.of(add(mean, graph.scalar(epsilon))));
    return graph.node("Mul", List.of(graph.node("Div", List.of(x, root)), gain));
  }

  /** {@code silu(gate) * up}. */
  String gated(String gate, String up) {
    String silu = graph.node("Mul", List.of(gate, graph.node("Sigmoid", List.of(gate))));
    return graph.node("Mul", List.of(silu, up));
  }

  /** How long axis {@code axis} of {@code x} is, as a vector of one. */
  String size(String x, long axis) {
    return graph.node(
        "Shape", List.of(x), Attribute.of("start", axis), Attribute.of("end", axis + 1));
  }

  String add(String a, String b) {
    return graph.node("Add", List.of(a, b));
  }

  String reshape(String x, long... shape) {
    return graph.node("Reshape", List.of(x, graph.integers(shape)));
  }

  String transpose(String x, long... permutation) {
    return graph.node("Transpose", List.of(x), Attribute.list("perm", permutation));
  }

  /** Rows of {@code x} by their number. */
  String gather(String x, String rows) {
    return gather(x, rows, 0);
  }

  /** Entries of {@code x} along an axis, by their number. */
  String gather(String x, String entries, long axis) {
    return graph.node("Gather", List.of(x, entries), Attribute.of("axis", axis));
  }

  /**
   * Turns {@code x [rows, heads * dim]} by the angles of its row, {@code [1, rows, dim / 2]}, first
   * half against second; gives {@code [1, rows, heads * dim]}.
   */
  String rotate(String x, String cos, String sin, long heads, long dim) {
    return graph.node(
        "RotaryEmbedding",
        List.of(reshape(x, 1, -1, heads * dim), cos, sin),
        Attribute.of("num_heads", heads));
  }

  /** Of the last axis. */
  String softmax(String x) {
    return graph.node("Softmax", List.of(x), Attribute.of("axis", -1L));
  }

  String scaled(String x, float factor) {
    return graph.node("Mul", List.of(x, graph.scalar(factor)));
  }

  /**
   * {@code x [heads, rows, head or L]} times what is cached, {@code [L, heads, head]}, which is
   * read where it lies: standard products would want a copy with the heads outside.
   *
   * @param keys whether it is the keys, whose transpose is taken
   */
  String cachedProduct(String x, String cached, boolean keys, float factor) {
    return graph.contribNode(
        "FusedMatMul",
        List.of(x, cached),
        Attribute.of("transBatchB", 1L),
        Attribute.of("transB", keys ? 1L : 0L),
        Attribute.of("alpha", factor));
  }

  /** 0 where {@code allowed} is true and a number that no product outweighs where it is not. */
  String additiveMask(String allowed) {
    return graph.node(
        "Where", List.of(allowed, graph.scalar(0), graph.scalar(-Float.MAX_VALUE / 2)));
  }

  private String gemm(String... inputs) {
    return graph.node("Gemm", List.of(inputs), Attribute.of("transB", 1L));
  }

  private String weight(String name, long... shape) {
    return widened(weights.get(name, shape));
  }

  /** A weight in the type of the computation: engines fold the cast when they load the graph. */
  private String widened(TensorRef tensor) {
    return cast(graph.weight(tensor, stored(tensor)), stored(tensor), computed());
  }

  private static ElementType stored(TensorRef tensor) {
    return ElementType.of(tensor.type());
  }

  /** The type of activations and matrix products. */
  ElementType computed() {
    return options.compute() == GraphOptions.Compute.BF16 ? ElementType.BF16 : ElementType.F32;
  }

  /** A single number in the type of the computation, which is to hold it exactly. */
  String constant(float value) {
    int bits = Float.floatToRawIntBits(value);
    return computed() == ElementType.F32
        ? graph.scalar(value)
        : graph.scalar(ElementType.BF16, new byte[] {(byte) (bits >>> 16), (byte) (bits >>> 24)});
  }

  /** {@code x} in another type; itself where it has it. */
  String cast(String x, ElementType from, ElementType to) {
    return from == to ? x : graph.node("Cast", List.of(x), Attribute.of("to", (long) to.code()));
  }

  /** What was computed, in f32. */
  String exact(String x) {
    return cast(x, computed(), ElementType.F32);
  }

  /** f32 in the type of the computation. */
  String rounded(String x) {
    return cast(x, ElementType.F32, computed());
  }
}
