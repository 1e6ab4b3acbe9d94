package io.cuepoint.worker.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The measures of a model, as its publisher's {@code config.json} has them. */
public enum Shape {
  /** Qwen2.5-VL-3B. */
  B3("3b", 36, 2048, 16, 2, 11008, 151936, true, 32, 1280, 3420),
  /** Qwen2.5-VL-7B. */
  B7("7b", 28, 3584, 28, 4, 18944, 152064, false, 32, 1280, 3420),
  /** Two vision blocks of full width, both windowed, and next to no decoder. */
  VISION("vision", 1, 128, 1, 1, 128, 256, true, 2, 1280, 3420),
  /** For trying the benchmark itself. */
  TINY("tiny", 2, 256, 2, 1, 352, 512, true, 2, 64, 96);

  private final String label;
  private final int layers;
  private final int hidden;
  private final int heads;
  private final int kvHeads;
  private final int intermediate;
  private final int vocab;
  private final boolean tied;
  private final int depth;
  private final int visionHidden;
  private final int visionIntermediate;

  Shape(
      String label,
      int layers,
      int hidden,
      int heads,
      int kvHeads,
      int intermediate,
      int vocab,
      boolean tied,
      int depth,
      int visionHidden,
      int visionIntermediate) {
    this.label = label;
    this.layers = layers;
    this.hidden = hidden;
    this.heads = heads;
    this.kvHeads = kvHeads;
    this.intermediate = intermediate;
    this.vocab = vocab;
    this.tied = tied;
    this.depth = depth;
    this.visionHidden = visionHidden;
    this.visionIntermediate = visionIntermediate;
  }

  /** As it is written in options. */
  public String label() {
    return label;
  }

  /**
   * The shape of this label.
   *
   * @throws IllegalArgumentException that names those that there are
   */
  public static Shape of(String label) {
    return Arrays.stream(values())
        .filter(shape -> shape.label.equals(label.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("shape: " + label + " (expected: 3b or 7b)"));
  }

  /** Lengths that are measured on it. */
  Lengths lengths() {
    return this == TINY ? Lengths.TINY : Lengths.USUAL;
  }

  /** Its {@code config.json}. */
  String config() {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("model_type", "qwen2_5_vl")
        .put("hidden_size", hidden)
        .put("intermediate_size", intermediate)
        .put("num_hidden_layers", layers)
        .put("num_attention_heads", heads)
        .put("num_key_value_heads", kvHeads)
        .put("vocab_size", vocab)
        .put("tie_word_embeddings", tied)
        .put("rms_norm_eps", 1e-6)
        .put("rope_theta", 1e6)
        .put("max_position_embeddings", 128_000);
    ObjectNode rope = root.putObject("rope_scaling").put("type", "mrope");
    List.of(16, 24, 24).forEach(rope.putArray("mrope_section")::add);
    ObjectNode vision =
        root.putObject("vision_config")
            .put("depth", depth)
            .put("hidden_size", visionHidden)
            .put("intermediate_size", visionIntermediate)
            .put("num_heads", 16)
            .put("out_hidden_size", hidden)
            .put("tokens_per_second", 2);
    var whole = vision.putArray("fullatt_block_indexes");
    for (int block = 7; block < depth; block += 8) {
      whole.add(block);
    }
    return root.toPrettyString();
  }
}
