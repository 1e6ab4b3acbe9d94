package io.cuepoint.worker.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The measures of a model, as its publisher's {@code config.json} has them.
 *
 * @param label as it is written in options
 * @param layers of the decoder
 * @param depth blocks of the vision tower
 */
public record Shape(
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
  /** Qwen2.5-VL-3B. */
  static final Shape B3 = new Shape("3b", 36, 2048, 16, 2, 11008, 151936, true, 32, 1280, 3420);

  /** Qwen2.5-VL-7B. */
  static final Shape B7 = new Shape("7b", 28, 3584, 28, 4, 18944, 152064, false, 32, 1280, 3420);

  /** Two vision blocks of full width, both windowed, and next to no decoder. */
  static final Shape VISION = new Shape("vision", 1, 128, 1, 1, 128, 256, true, 2, 1280, 3420);

  /** For trying the benchmark itself. */
  static final Shape TINY = new Shape("tiny", 2, 256, 2, 1, 352, 512, true, 2, 64, 96);

  private static final Pattern LABEL = Pattern.compile("(3b|7b|tiny)(?:-([1-9][0-9]?)-layers)?");

  /**
   * The shape of this label: {@code 3b}, {@code 7b}, or as {@code 3b-6-layers} with only so many
   * layers of the decoder, all else whole.
   *
   * @throws IllegalArgumentException that names those that there are
   */
  public static Shape of(String label) {
    Matcher said = LABEL.matcher(label.toLowerCase(Locale.ROOT));
    if (said.matches()) {
      Shape whole = said.group(1).equals("3b") ? B3 : said.group(1).equals("7b") ? B7 : TINY;
      int layers = said.group(2) == null ? whole.layers : Integer.parseInt(said.group(2));
      if (layers <= whole.layers) {
        return whole.withLayers(said.group(), layers);
      }
    }
    throw new IllegalArgumentException(
        "shape: " + label + " (expected: 3b, 7b, or as 3b-6-layers a part of it)");
  }

  private Shape withLayers(String name, int some) {
    return new Shape(
        name,
        some,
        hidden,
        heads,
        kvHeads,
        intermediate,
        vocab,
        tied,
        depth,
        visionHidden,
        visionIntermediate);
  }

  /** Lengths that are measured on it. */
  Lengths lengths(boolean quick) {
    if (equals(TINY)) {
      return Lengths.TINY;
    }
    return quick ? Lengths.QUICK : Lengths.USUAL;
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
