package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TextConfig;
import java.util.function.UnaryOperator;

/** A layer of the decoder, around the attention that each engine has in its own way. */
final class DecoderLayer {
  private final TextConfig config;
  private final Layers layers;

  DecoderLayer(TextConfig config, Layers layers) {
    this.config = config;
    this.layers = layers;
  }

  /**
   * Attention of one layer, from queries of the rows that are wanted, {@code [W, width]}, and keys
   * and values of all, {@code [S, width]}.
   */
  interface Attention {
    String of(String queries, String keys, String values);
  }

  /**
   * Writes layer {@code i} over {@code x [S, hidden]}.
   *
   * @param wanted picks those rows of {@code [S, hidden]} that are given back, {@code [W, hidden]};
   *     of the others the layer has keys and values alone
   */
  String write(String x, int i, UnaryOperator<String> wanted, Attention attention) {
    String name = "language_model.layers." + i;
    int hidden = config.hidden();
    int inner = config.intermediate();
    String normed = layers.rmsNorm(x, name + ".input_layernorm", hidden, config.rmsNormEps());
    String attended = attended(wanted.apply(normed), normed, name + ".self_attn", attention);
    String y =
        layers.add(
            wanted.apply(x), layers.linear(attended, name + ".self_attn.o_proj", hidden, hidden));
    String again =
        layers.rmsNorm(y, name + ".post_attention_layernorm", hidden, config.rmsNormEps());
    String gate = layers.linear(again, name + ".mlp.gate_proj", hidden, inner);
    String up = layers.linear(again, name + ".mlp.up_proj", hidden, inner);
    String down = layers.linear(layers.gated(gate, up), name + ".mlp.down_proj", inner, hidden);
    return layers.add(y, down);
  }

  private String attended(String wanted, String x, String name, Attention attention) {
    long kv = (long) config.kvHeads() * config.headDim();
    int width = config.heads() * config.headDim();
    String q = layers.linearWithBias(wanted, name + ".q_proj", config.hidden(), width);
    String k = layers.linearWithBias(x, name + ".k_proj", config.hidden(), kv);
    String v = layers.linearWithBias(x, name + ".v_proj", config.hidden(), kv);
    return attention.of(q, k, v);
  }
}
