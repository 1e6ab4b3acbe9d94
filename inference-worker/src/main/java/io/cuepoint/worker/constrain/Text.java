package io.cuepoint.worker.constrain;

/**
 * The inside of a JSON string and the quote that closes it. A character is counted when its first
 * byte is written; one that is escaped is one character, as is a pair of escaped surrogates.
 *
 * @param least characters that have to come before the quote may
 * @param most characters that may come at most; {@link Integer#MAX_VALUE} is no limit
 * @param phase where in a character the text stands, of {@link TextPhases}
 */
record Text(int least, int most, int phase) implements Rule {
  /** A whole string. */
  static Rule of(int least, int most) {
    return Then.of(Literal.of("\""), new Text(least, most, TextPhases.BETWEEN));
  }

  @Override
  public Rule after(int next) {
    int to = TextPhases.after(phase, next);
    if (to == TextPhases.NONE) {
      return Ends.DEAD;
    }
    if (to == TextPhases.CLOSED) {
      return least == 0 ? Ends.DONE : Ends.DEAD;
    }
    if (phase != TextPhases.BETWEEN) {
      return new Text(least, most, to);
    }
    if (most == 0) {
      return Ends.DEAD;
    }
    return new Text(
        Math.max(0, least - 1), most == Integer.MAX_VALUE ? Integer.MAX_VALUE : most - 1, to);
  }

  @Override
  public boolean mayEnd() {
    return false;
  }

  /** The same as far as {@code bytes} more bytes can tell. */
  Text within(int bytes) {
    return new Text(Math.min(least, bytes), Math.min(most, bytes), phase);
  }
}
