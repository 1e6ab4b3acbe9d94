package io.cuepoint.worker.constrain;

/**
 * Of how many characters or items something is.
 *
 * @param least at least 0
 * @param most {@link Integer#MAX_VALUE} where there is no limit
 */
record Limits(int least, int most) {
  private static final int LARGEST_LEAST = 100_000;

  static Limits of(SchemaNode node, String lower, String upper) {
    int least = node.count(lower, 0);
    int most = node.count(upper, Integer.MAX_VALUE);
    if (least > most) {
      throw node.invalid(lower, "%d (expected: at most %s %d)".formatted(least, upper, most));
    }
    if (least > LARGEST_LEAST) {
      throw node.unsupported(lower, "%d (expected: at most %d)".formatted(least, LARGEST_LEAST));
    }
    return new Limits(least, most);
  }
}
