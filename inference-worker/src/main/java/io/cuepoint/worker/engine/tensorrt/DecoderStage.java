package io.cuepoint.worker.engine.tensorrt;

import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * Layers of the decoder that others follow, on a device, with their caches of all sequences. What
 * it gives back is valid until it runs again.
 */
interface DecoderStage extends AutoCloseable {
  /** Empties a slot, so that nothing of who had it is left. */
  void clear(int slot);

  /** Runs rows of one sequence, which are written into its slot; gives {@code [S, hidden]}. */
  FloatBuffer run(DecoderStep step, int slot);

  /**
   * Runs one row each of several sequences.
   *
   * @param x fills in the row of each slot, {@code [B, hidden]}
   * @return {@code [B, hidden]}, of which those of slots without a row mean nothing
   */
  FloatBuffer decode(DecodeBatch batch, Consumer<FloatBuffer> x);

  @Override
  void close();
}
