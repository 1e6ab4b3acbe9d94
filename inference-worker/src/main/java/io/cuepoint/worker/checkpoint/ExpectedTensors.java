package io.cuepoint.worker.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors and shapes that a configuration asks for. */
public final class ExpectedTensors {
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  private ExpectedTensors() {}

  /** By name as in {@link TensorNames}, in the order of the computation. */
  public static Map<String, List<Long>> of(ModelConfig config) {
    ExpectedTensors expected = new ExpectedTensors();
    expected.vision(config.vision());
    expected.text(config.text());
    return expected.shapes;
  }

  private void vision(VisionConfig vision) {
    long hidden = vision.hidden();
    long inner = vision.intermediate();
    long side = vision.patch();
    put(
        "visual.patch_embed.proj.weight",
        hidden,
        VisionConfig.CHANNELS,
        vision.temporalPatch(),
        side,
        side);
    for (int i = 0; i < vision.depth(); i++) {
      String block = "visual.blocks." + i + ".";
      put(block + "norm1.weight", hidden);
      put(block + "norm2.weight", hidden);
      linear(block + "attn.qkv", 3 * hidden, hidden);
      linear(block + "attn.proj", hidden, hidden);
      linear(block + "mlp.gate_proj", inner, hidden);
      linear(block + "mlp.up_proj", inner, hidden);
      linear(block + "mlp.down_proj", hidden, inner);
    }
    long cell = hidden * vision.merge() * vision.merge();
    put("visual.merger.ln_q.weight", hidden);
    linear("visual.merger.mlp.0", cell, cell);
    linear("visual.merger.mlp.2", vision.outHidden(), cell);
  }

  private void text(TextConfig text) {
    long hidden = text.hidden();
    long queries = (long) text.heads() * text.headDim();
    long keys = (long) text.kvHeads() * text.headDim();
    put(TensorNames.EMBEDDING, text.vocab(), hidden);
    for (int i = 0; i < text.layers(); i++) {
      String layer = "language_model.layers." + i + ".";
      put(layer + "input_layernorm.weight", hidden);
      put(layer + "post_attention_layernorm.weight", hidden);
      linear(layer + "self_attn.q_proj", queries, hidden);
      linear(layer + "self_attn.k_proj", keys, hidden);
      linear(layer + "self_attn.v_proj", keys, hidden);
      put(layer + "self_attn.o_proj.weight", hidden, queries);
      put(layer + "mlp.gate_proj.weight", text.intermediate(), hidden);
      put(layer + "mlp.up_proj.weight", text.intermediate(), hidden);
      put(layer + "mlp.down_proj.weight", hidden, text.intermediate());
    }
    put("language_model.norm.weight", hidden);
    if (!text.tied()) {
      put(TensorNames.HEAD, text.vocab(), hidden);
    }
  }

  private void linear(String name, long out, long in) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private void put(String name, long... shape) {
    shapes.put(name, Arrays.stream(shape).boxed().toList());
  }
}
