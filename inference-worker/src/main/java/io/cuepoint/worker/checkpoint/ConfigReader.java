package io.cuepoint.worker.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code config.json} in the layouts that are published: flat; nested since transformers
 * 4.52; nested with {@code rope_parameters} since 5. Keys that equal the class defaults of
 * transformers may be missing, so those defaults stand here.
 */
public final class ConfigReader {
  private static final List<String> TOKEN_IDS =
      List.of(
          "bos_token_id",
          "eos_token_id",
          "vision_start_token_id",
          "vision_end_token_id",
          "image_token_id",
          "video_token_id");

  private final JsonNode root;
  private final JsonNode text;
  private final boolean nested;

  private ConfigReader(JsonNode root) {
    this.root = root;
    this.nested = root.path("text_config").isObject();
    this.text = nested ? root.path("text_config") : root;
  }

  /** What {@code root} says; {@link CheckpointException} where it is of another model. */
  public static ModelConfig read(JsonNode root) {
    KnownModels.requireQwen25Vl(root);
    ConfigReader reader = new ConfigReader(root);
    return new ModelConfig(
        reader.nested ? "nested" : "flat", reader.vision(), reader.text(), reader.tokenIds());
  }

  private VisionConfig vision() {
    ConfigSection vision = new ConfigSection("vision_config", root.path("vision_config"));
    return new VisionConfig(
        vision.integer("depth", 32),
        vision.integer("hidden_size", 3584),
        vision.integer("num_heads", 16),
        vision.integer("intermediate_size", 3420),
        new TreeSet<>(vision.integers("fullatt_block_indexes", List.of(7, 15, 23, 31))),
        vision.integer("patch_size", 14),
        vision.integer("temporal_patch_size", 2),
        vision.integer("spatial_merge_size", 2),
        vision.integer("window_size", 112),
        vision.integer("out_hidden_size", 3584),
        (float) vision.number("tokens_per_second", 4),
        vision.string("hidden_act", "silu"));
  }

  private TextConfig text() {
    ConfigSection section = new ConfigSection(nested ? "text_config" : "config", text);
    Expect.that(
        "use_sliding_window",
        true,
        !section.flag("use_sliding_window", false),
        "false: sliding windows are not supported");
    int hidden = section.integer("hidden_size", 8192);
    int heads = section.integer("num_attention_heads", 64);
    Expect.multiple("hidden_size / num_attention_heads", hidden, heads, 2);
    ConfigSection rope = rope();
    return new TextConfig(
        section.integer("num_hidden_layers", 80),
        hidden,
        heads,
        section.integer("num_key_value_heads", 8),
        section.integer("head_dim", hidden / heads),
        section.integer("intermediate_size", 29568),
        section.integer("vocab_size", 152064),
        section.number("rms_norm_eps", 1e-5),
        rope.number("rope_theta", section.number("rope_theta", 1e6)),
        rope.integers("mrope_section", List.of()),
        section.flag("tie_word_embeddings", flag(root, "tie_word_embeddings")),
        section.integer("max_position_embeddings", 32768),
        section.string("hidden_act", "silu"));
  }

  private ConfigSection rope() {
    JsonNode scaling =
        text.path("rope_parameters").isObject()
            ? text.path("rope_parameters")
            : text.path("rope_scaling");
    ConfigSection rope = new ConfigSection("rope", scaling);
    String type = rope.string("rope_type", rope.string("type", "default"));
    Expect.that(
        "rope type", type, type.equals("mrope") || type.equals("default"), "mrope or default");
    return rope;
  }

  private Map<String, Integer> tokenIds() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String key : TOKEN_IDS) {
      JsonNode id = root.path(key).isMissingNode() ? text.path(key) : root.path(key);
      if (id.isInt()) {
        ids.put(key, id.intValue());
      }
    }
    return ids;
  }

  private static boolean flag(JsonNode node, String key) {
    return new ConfigSection("config", node).flag(key, false);
  }
}
