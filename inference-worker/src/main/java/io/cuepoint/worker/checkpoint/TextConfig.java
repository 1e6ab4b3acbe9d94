package io.cuepoint.worker.checkpoint;

import java.util.List;

/**
 * The decoder's measures.
 *
 * @param kvHeads key and value heads, each shared by {@code heads / kvHeads} query heads
 * @param vocab rows of the embedding table; more than the tokenizer has ids
 * @param mropeSection frequencies that follow time, height and width, in this order
 * @param tied whether the head is the embedding table
 * @param maxPositions as stated; not part of the arithmetic
 */
public record TextConfig(
    int layers,
    int hidden,
    int heads,
    int kvHeads,
    int headDim,
    int intermediate,
    int vocab,
    double rmsNormEps,
    double ropeTheta,
    List<Integer> mropeSection,
    boolean tied,
    int maxPositions,
    String hiddenAct) {
  public TextConfig {
    mropeSection = List.copyOf(mropeSection);
    Expect.count("num_hidden_layers", layers);
    Expect.positive("hidden_size", hidden);
    Expect.positive("head_dim", headDim);
    Expect.multiple("num_attention_heads", heads, 1, kvHeads);
    Expect.positive("intermediate_size", intermediate);
    Expect.positive("vocab_size", vocab);
    Expect.positive("max_position_embeddings", maxPositions);
    Expect.that("rms_norm_eps", rmsNormEps, rmsNormEps > 0, "> 0");
    Expect.that("rope_theta", ropeTheta, ropeTheta > 1, "> 1");
    Expect.that(
        "mrope_section",
        mropeSection,
        mropeSection.size() == 3
            && mropeSection.stream().allMatch(part -> part > 0)
            && mropeSection.stream().mapToInt(Integer::intValue).sum() * 2 == headDim,
        "three parts that sum to " + headDim / 2);
    Expect.that("hidden_act", hiddenAct, hiddenAct.equals("silu"), "silu");
  }

  /** Bytes of keys and values of one position, where each value takes {@code valueBytes}. */
  public long kvBytesPerToken(int valueBytes) {
    return 2L * layers * kvHeads * headDim * valueBytes;
  }
}
