package io.cuepoint.worker.generate;

import java.util.BitSet;

/**
 * Chooses the token with the highest score, after the repetition penalty (spec 6.4: once for every
 * distinct id of prompt and output).
 */
final class GreedyChoice {
  private final int tokens;
  private final float penalty;
  private final BitSet seen = new BitSet();

  /**
   * Chooses among the first {@code tokens} ids: rows of the head beyond the tokenizer's are
   * padding.
   */
  GreedyChoice(int tokens, float penalty) {
    this.tokens = tokens;
    this.penalty = penalty;
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
    int best = -1;
    float most = Float.NEGATIVE_INFINITY;
    for (int id = 0; id < Math.min(tokens, logits.length); id++) {
      float score = logits[id];
      if (Float.isNaN(score)) {
        throw new GenerationException(
            "generate.not-a-number",
            "the score of token " + id + " is NaN (expected: a number; are the weights whole?)");
      }
      if (seen.get(id)) {
        score = score < 0 ? score * penalty : score / penalty;
      }
      if (score > most) {
        most = score;
        best = id;
      }
    }
    if (best < 0) {
      throw new GenerationException(
          "generate.not-a-number", "no token has a finite score (expected: at least one)");
    }
    return best;
  }
}
