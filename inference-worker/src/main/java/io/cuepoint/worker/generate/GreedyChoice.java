package io.cuepoint.worker.generate;

import io.cuepoint.worker.constrain.Mask;
import io.cuepoint.worker.engine.TokenChoice;
import java.util.BitSet;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Chooses the token with the highest score, after the repetition penalty (spec 6.4: once for every
 * distinct id of prompt and output).
 */
final class GreedyChoice {
  private final int tokens;
  private final float penalty;
  private final long[] all;
  private final BitSet seen = new BitSet();

  /**
   * Chooses among the first {@code tokens} ids: rows of the head beyond the tokenizer's are
   * padding.
   */
  GreedyChoice(int tokens, float penalty) {
    this.tokens = tokens;
    this.penalty = penalty;
    BitSet every = new BitSet();
    every.set(0, tokens);
    this.all = every.toLongArray();
  }

  /** Takes note of an id of the prompt or the answer. */
  void saw(int id) {
    seen.set(id);
  }

  /**
   * The id to go on with; the first of equal ones.
   *
   * @throws GenerationException when a score is not a number
   */
  int choose(float[] logits) {
    Best best = new Best(logits);
    for (int id = 0; id < Math.min(tokens, logits.length); id++) {
      best.accept(id);
    }
    return best.id();
  }

  /**
   * The id to go on with among {@code allowed} and {@code ends}.
   *
   * @throws GenerationException when the score of one of them is not a number
   */
  int choose(float[] logits, Mask allowed, Set<Integer> ends) {
    Best best = new Best(logits);
    allowed.forEach(best);
    for (int id : ends) {
      if (id >= 0 && id < Math.min(tokens, logits.length)) {
        best.accept(id);
      }
    }
    return best.id();
  }

  /** The same choice among all ids, to be made where the scores are. */
  TokenChoice amongAll() {
    return choice(all);
  }

  /** The same choice among {@code allowed} and {@code ends}, to be made where the scores are. */
  TokenChoice among(Mask allowed, Set<Integer> ends) {
    long[] words = new long[all.length];
    allowed.addTo(words);
    for (int id : ends) {
      if (id >= 0 && id < tokens) {
        words[id / Long.SIZE] |= 1L << id;
      }
    }
    return choice(words);
  }

  private TokenChoice choice(long[] allowed) {
    return new TokenChoice(allowed, penalty == 1 ? new long[0] : seen.toLongArray(), penalty);
  }

  /** The best of the ids that are shown to it, in any order. */
  private final class Best implements IntConsumer {
    private final float[] logits;
    private int best = -1;
    private float most = Float.NEGATIVE_INFINITY;

    Best(float[] logits) {
      this.logits = logits;
    }

    @Override
    public void accept(int id) {
      float score = logits[id];
      if (Float.isNaN(score)) {
        throw new GenerationException(
            "generate.not-a-number",
            "the score of token " + id + " is NaN (expected: a number; are the weights whole?)");
      }
      if (penalty != 1 && seen.get(id)) {
        score = score < 0 ? score * penalty : score / penalty;
      }
      if (score > most || (score == most && id < best)) {
        most = score;
        best = id;
      }
    }

    int id() {
      if (best < 0) {
        throw new GenerationException(
            "generate.not-a-number", "no token has a finite score (expected: at least one)");
      }
      return best;
    }
  }
}
