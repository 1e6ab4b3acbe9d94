package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.TokenChoice;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The decoder in stages, one after the other; a single one where it fits one GPU. Chunks of prompts
 * and steps of decoding take turns: while a stage runs, the others wait for it.
 */
final class StagedDecoder implements DecoderProgram {
  private final Measures measures;
  private final List<? extends DecoderStage> before;
  private final LastStage last;

  /** Fair, so that a long prompt does not hold up those who decode for more than a chunk. */
  private final ReentrantLock turn = new ReentrantLock(true);

  /**
   * What a decoder is built for.
   *
   * @param capacity positions of a slot
   * @param maxRows most rows of one sequence in a run
   * @param slots sequences that have a cache
   */
  record Measures(int capacity, int maxRows, int slots) {}

  /**
   * Over stages that nobody else runs.
   *
   * @param before in order; none where the last has all layers
   */
  StagedDecoder(Measures measures, List<? extends DecoderStage> before, LastStage last) {
    this.measures = measures;
    this.before = List.copyOf(before);
    this.last = last;
  }

  @Override
  public int capacity() {
    return measures.capacity();
  }

  @Override
  public int maxRows() {
    return measures.maxRows();
  }

  @Override
  public int slots() {
    return measures.slots();
  }

  @Override
  public float[] run(DecoderStep step, int slot) {
    turn.lock();
    try {
      if (step.length() == 0) {
        before.forEach(stage -> stage.clear(slot));
        last.clear(slot);
      }
      DecoderStep next = step;
      for (DecoderStage stage : before) {
        next = next.with(stage.run(next, slot));
      }
      return last.run(next, slot);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void choose(int slot, TokenChoice choice) {
    last.choose(slot, choice);
  }

  @Override
  public int[] decode(DecodeBatch batch) {
    turn.lock();
    try {
      Consumer<FloatBuffer> x = batch::embeddings;
      for (DecoderStage stage : before) {
        FloatBuffer hidden = stage.decode(batch, x);
        x = rows -> rows.put(0, hidden, 0, hidden.remaining());
      }
      return last.decode(batch, x);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      before.forEach(Closing::quietly);
      Closing.quietly(last);
    } finally {
      turn.unlock();
    }
  }
}
