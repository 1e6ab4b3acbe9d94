package io.cuepoint.worker.checkpoint;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Tells Qwen2.5-VL from its relatives, whose folders look alike. */
final class KnownModels {
  private static final String QWEN25_VL = "qwen2_5_vl";
  private static final Map<String, String> RELATIVES =
      Map.of(
          "qwen2_vl", "Qwen2-VL",
          "qwen3_vl", "Qwen3-VL",
          "qwen3_vl_moe", "Qwen3-VL (mixture of experts)",
          "qwen2_5_omni", "Qwen2.5-Omni",
          "qwen2_5_vl_text", "the text part of Qwen2.5-VL alone",
          "qwen2", "a text model (Qwen2 or Qwen2.5)",
          "qwen3", "a text model (Qwen3)");

  private KnownModels() {}

  /**
   * Refuses what is not Qwen2.5-VL as published.
   *
   * @throws CheckpointException naming what it is
   */
  static void requireQwen25Vl(JsonNode config) {
    String type = config.path("model_type").asString("");
    if (!type.equals(QWEN25_VL)) {
      throw new CheckpointException(
          "checkpoint.not-qwen2.5-vl",
          "%s: model_type %s (expected: %s)".formatted(name(type, config), type, QWEN25_VL));
    }
    JsonNode quantization = config.path("quantization_config");
    if (quantization.isObject()) {
      throw new CheckpointException(
          "checkpoint.quantized",
          "quantization_config: %s (expected: none, weights as published in bf16)"
              .formatted(quantization.path("quant_method").asString("of an unknown method")));
    }
  }

  private static String name(String type, JsonNode config) {
    String name = RELATIVES.get(type);
    if (name != null) {
      return name;
    }
    return config.path("vision_config").isObject() ? "another model" : "a text model";
  }
}
