package io.cuepoint.worker.engine;

/**
 * How the next token is chosen: the one with the highest score among those that may follow, after
 * the repetition penalty. Sets of ids are bits: id {@code i} is bit {@code i % 64} of word {@code i
 * / 64}; ids beyond the last word are not in them.
 */
public final class TokenChoice {
  private final long[] allowed;
  private final long[] seen;
  private final float penalty;

  /**
   * Keeps the arrays as they are.
   *
   * @param allowed ids that may follow
   * @param seen distinct ids of prompt and answer; may be empty where the penalty is 1
   * @param penalty by which positive scores of what was seen are divided and negative ones
   *     multiplied, above 0
   */
  public TokenChoice(long[] allowed, long[] seen, float penalty) {
    if (!(penalty > 0)) {
      throw new IllegalArgumentException("penalty: " + penalty + " (expected: > 0)");
    }
    this.allowed = allowed;
    this.seen = seen;
    this.penalty = penalty;
  }

  public long[] allowed() {
    return allowed;
  }

  public long[] seen() {
    return seen;
  }

  public float penalty() {
    return penalty;
  }
}
