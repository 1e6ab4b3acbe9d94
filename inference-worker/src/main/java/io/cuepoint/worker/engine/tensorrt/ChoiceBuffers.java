package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.TokenChoice;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * How tokens are chosen, by slot, as the graph takes it: each part is filled by its slot's user,
 * while others run.
 *
 * @param words of one set of ids
 * @param allowed {@code [slots, words]}
 * @param seen likewise
 * @param penalty {@code [slots]}
 */
record ChoiceBuffers(int words, LongBuffer allowed, LongBuffer seen, FloatBuffer penalty) {
  /** Takes how a slot's next token is chosen; what was seen matters with a penalty alone. */
  void put(int slot, TokenChoice choice) {
    put(allowed, slot, choice.allowed());
    if (choice.penalty() != 1) {
      put(seen, slot, choice.seen());
    }
    penalty.put(slot, choice.penalty());
  }

  private void put(LongBuffer all, int slot, long[] set) {
    int count = Math.min(words, set.length);
    all.put(slot * words, set, 0, count);
    for (int i = count; i < words; i++) {
      all.put(slot * words + i, 0);
    }
  }
}
