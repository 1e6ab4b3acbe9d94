package io.cuepoint.worker.checkpoint;

import java.util.Set;
import java.util.TreeSet;

/**
 * The vision tower's measures.
 *
 * @param depth blocks
 * @param hidden width of a patch's vector
 * @param heads attention heads
 * @param intermediate width inside the gated MLP
 * @param fullAttentionBlocks indexes of the blocks that attend within a temporal step, not a window
 * @param patch side of a patch in pixels
 * @param temporalPatch frames of a patch
 * @param merge patches a side that become one token
 * @param window side of a window in pixels
 * @param outHidden width of a token, equal to the decoder's
 * @param tokensPerSecond temporal position ids of a second
 * @param hiddenAct activation in the MLP
 */
public record VisionConfig(
    int depth,
    int hidden,
    int heads,
    int intermediate,
    Set<Integer> fullAttentionBlocks,
    int patch,
    int temporalPatch,
    int merge,
    int window,
    int outHidden,
    float tokensPerSecond,
    String hiddenAct) {
  /** Colours of a pixel. */
  public static final int CHANNELS = 3;

  /** Of every RMSNorm in the tower; not configurable in the reference. */
  public static final double RMS_NORM_EPS = 1e-6;

  public VisionConfig {
    fullAttentionBlocks = Set.copyOf(new TreeSet<>(fullAttentionBlocks));
    Expect.count("vision depth", depth);
    Expect.positive("vision hidden_size", hidden);
    Expect.positive("vision intermediate_size", intermediate);
    Expect.multiple("vision hidden_size / num_heads", hidden, heads, 4);
    Expect.positive("patch_size", patch);
    Expect.equal("temporal_patch_size", temporalPatch, 2);
    Expect.equal("spatial_merge_size", merge, 2);
    Expect.multiple("window_size", window, 1, patch * merge);
    Expect.positive("out_hidden_size", outHidden);
    Expect.that("tokens_per_second", tokensPerSecond, tokensPerSecond > 0, "> 0");
    Expect.that("vision hidden_act", hiddenAct, hiddenAct.equals("silu"), "silu");
    for (int block : fullAttentionBlocks) {
      Expect.that("fullatt_block_indexes", block, block >= 0 && block < depth, "0 to " + depth);
    }
  }

  public int headDim() {
    return hidden / heads;
  }

  /** Values of a patch: channel, frame of the pair, row, column. */
  public int patchValues() {
    return CHANNELS * temporalPatch * patch * patch;
  }

  /** Tokens (merged cells) along a window's side. */
  public int windowCells() {
    return window / merge / patch;
  }

  /** Pixels along a token's side. */
  public int cellPixels() {
    return patch * merge;
  }

  public boolean isFullAttention(int block) {
    return fullAttentionBlocks.contains(block);
  }
}
