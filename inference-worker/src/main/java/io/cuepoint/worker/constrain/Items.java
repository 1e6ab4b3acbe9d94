package io.cuepoint.worker.constrain;

/**
 * The inside of an array and the bracket that closes it.
 *
 * @param least items that have to come before the bracket may
 * @param most items that may come at most; {@link Integer#MAX_VALUE} is no limit
 * @param first whether none was written
 */
record Items(Rule item, int least, int most, boolean first) implements Rule {
  private static final Rule OPEN = Literal.of("[");
  private static final Rule SPACE = Literal.of(" ");

  /** A whole array. */
  static Rule of(Rule item, int least, int most) {
    return Then.of(OPEN, new Items(item, least, most, true));
  }

  @Override
  public Rule after(int next) {
    if (next == ']') {
      return least == 0 ? Ends.DONE : Ends.DEAD;
    }
    if (most == 0) {
      return Ends.DEAD;
    }
    if (first) {
      return Then.of(item.after(next), rest());
    }
    return next == ',' ? Then.all(SPACE, item, rest()) : Ends.DEAD;
  }

  @Override
  public boolean mayEnd() {
    return false;
  }

  private Items rest() {
    int left = most == Integer.MAX_VALUE ? Integer.MAX_VALUE : most - 1;
    return new Items(item, Math.max(0, least - 1), left, false);
  }
}
