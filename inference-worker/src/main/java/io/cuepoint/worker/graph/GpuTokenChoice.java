package io.cuepoint.worker.graph;

import java.util.List;

/**
 * Chooses a token for each row of scores as the host does, so that a step of decoding sends tokens
 * back and no scores. Sets of ids come as bits: id {@code i} is bit {@code i % 8} of byte {@code i
 * / 8}, and are taken apart by arithmetic, which TensorRT has for floats alone.
 *
 * <ul>
 *   <li>{@code allowed} u8 [B, W]: ids that may follow; W is {@link #bytes}
 *   <li>{@code seen} u8 [B, W]: ids of prompt and answer
 *   <li>{@code penalty} f32 [B, 1]: scores of what was seen are divided by it, or multiplied where
 *       they are negative
 *   <li>out: {@code token} i64 [B], the id of the highest score, and {@code total} f32 [B], the sum
 *       of the scores of what is allowed, which is no number as soon as one of them is none
 * </ul>
 */
public final class GpuTokenChoice {
  private static final int BITS = 8;
  private static final float LEAST = -Float.MAX_VALUE / 2;

  private final GraphWriter graph;
  private final Layers layers;
  private final GpuLayers gpu;

  GpuTokenChoice(GraphWriter graph, Layers layers, GpuLayers gpu) {
    this.graph = graph;
    this.layers = layers;
    this.gpu = gpu;
  }

  /** Bytes of one set of {@code tokens} ids: whole words of 64. */
  public static int bytes(int tokens) {
    return (tokens + Long.SIZE - 1) / Long.SIZE * Long.BYTES;
  }

  /** Writes the choice among scores {@code [B, tokens]}. */
  void write(String scores, int tokens) {
    String allowed = isIn("allowed", tokens);
    String penalty = graph.input("penalty", ElementType.F32, "B", 1);
    String less = graph.node("Mul", List.of(scores, penalty));
    String divided = graph.node("Div", List.of(scores, penalty));
    String negative = graph.node("Less", List.of(scores, graph.scalar(0)));
    String lowered = where(negative, less, divided);
    String weighed = where(isIn("seen", tokens), lowered, scores);
    graph.node(
        "ArgMax",
        List.of(where(allowed, weighed, graph.scalar(LEAST))),
        List.of("token"),
        Attribute.of("axis", 1L),
        Attribute.of("keepdims", 0L));
    graph.output("token", ElementType.I64, "B");
    graph.node(
        "ReduceSum",
        List.of(where(allowed, weighed, graph.scalar(0)), graph.integers(1)),
        List.of("total"),
        Attribute.of("keepdims", 0L));
    graph.output("total", ElementType.F32, "B");
  }

  private String where(String condition, String then, String otherwise) {
    return graph.node("Where", List.of(condition, then, otherwise));
  }

  /** A set as bool {@code [B, tokens]}. */
  private String isIn(String name, int tokens) {
    int bytes = bytes(tokens);
    String input = graph.input(name, ElementType.U8, "B", bytes);
    String values = layers.cast(input, ElementType.U8, ElementType.F32);
    float[] powers = new float[BITS];
    for (int bit = 0; bit < BITS; bit++) {
      powers[bit] = 1f / (1 << bit);
    }
    String shifted =
        floor(
            graph.node("Mul", List.of(layers.reshape(values, 0, bytes, 1), graph.numbers(powers))));
    String rest = layers.scaled(floor(layers.scaled(shifted, 0.5f)), 2);
    String bits = layers.reshape(graph.node("Sub", List.of(shifted, rest)), 0, (long) bytes * BITS);
    return graph.node("Greater", List.of(gpu.slice(bits, 1, 0, tokens), graph.scalar(0.5f)));
  }

  private String floor(String x) {
    return graph.node("Floor", List.of(x));
  }
}
