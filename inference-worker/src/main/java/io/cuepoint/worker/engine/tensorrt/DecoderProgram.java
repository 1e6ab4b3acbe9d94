package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.TokenChoice;

/**
 * The decoder's graph, built and loaded on a device, with the caches of all sequences that it takes
 * at a time: slots, each all zero when a sequence begins in it, as a masked NaN is still one. Runs
 * are taken one at a time.
 */
interface DecoderProgram extends AutoCloseable {
  /** Positions of a slot. */
  int capacity();

  /** Most rows of one run. */
  int maxRows();

  /** How many sequences have a cache at a time. */
  int slots();

  /**
   * Runs rows of one sequence, which are written into its slot; gives the logits after the last.
   */
  float[] run(DecoderStep step, int slot);

  /**
   * Says how the token after the slot's next row is chosen. By the slot's user alone; while other
   * slots run, so that it costs a step nothing.
   */
  void choose(int slot, TokenChoice choice);

  /**
   * Runs one row each of several sequences.
   *
   * @return the token chosen after each of the batch's rows, in their order, or {@link
   *     io.cuepoint.worker.engine.TokenDecoder#NOT_A_NUMBER}
   */
  int[] decode(DecodeBatch batch);

  @Override
  void close();
}
