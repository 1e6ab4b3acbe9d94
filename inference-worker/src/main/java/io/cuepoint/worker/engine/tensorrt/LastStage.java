package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.TokenChoice;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** The last layers of the decoder, or all, with the head and the choice of tokens. */
interface LastStage extends AutoCloseable {
  /** As {@link DecoderStage#clear}. */
  void clear(int slot);

  /**
   * Runs rows of one sequence, which are written into its slot; gives the logits after the last.
   */
  float[] run(DecoderStep step, int slot);

  /** As {@link DecoderProgram#choose}. */
  void choose(int slot, TokenChoice choice);

  /**
   * Runs one row each of several sequences.
   *
   * @param x fills in the row of each slot, {@code [B, hidden]}
   * @return as {@link DecoderProgram#decode}
   */
  int[] decode(DecodeBatch batch, Consumer<FloatBuffer> x);

  @Override
  void close();
}
