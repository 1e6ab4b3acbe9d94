package io.cuepoint.worker.constrain;

/**
 * A time as {@code mm:ss.ff} within bounds, both inclusive, in hundredths of a second. That of a
 * start is followed by the end, which is later.
 *
 * @param written hundredths that the digits so far stand for
 * @param at how many of the eight characters are written
 * @param end the latest end when this is a start, otherwise 0
 */
record Moment(long low, long high, long written, int at, long end) implements Rule {
  /** The latest time that can be written, 99:59.99. */
  static final long LATEST = 100 * 6000 - 1;

  /** What one more of the character at each place is worth; 0 where there is no digit. */
  private static final int[] WORTH = {60_000, 6_000, 0, 1_000, 100, 0, 10, 1};

  private static final String FORM = "99:59.99";
  private static final Rule BETWEEN = Literal.of("\", \"end_time\": \"");

  /** A start and an end from 0 to {@code latest}, with the quotes and the name between them. */
  static Rule span(long latest) {
    return new Moment(0, latest - 1, 0, 0, latest);
  }

  @Override
  public Rule after(int next) {
    char form = FORM.charAt(at);
    int worth = WORTH[at];
    if (worth == 0) {
      return next == form ? new Moment(low, high, written, at + 1, end) : Ends.DEAD;
    }
    if (next < '0' || next > form) {
      return Ends.DEAD;
    }
    long more = written + (long) worth * (next - '0');
    if (more > high || more + worth - 1 < low) {
      return Ends.DEAD;
    }
    if (at + 1 < FORM.length()) {
      return new Moment(low, high, more, at + 1, end);
    }
    return end == 0 ? Ends.DONE : Then.of(BETWEEN, new Moment(more + 1, end, 0, 0, 0));
  }

  @Override
  public boolean mayEnd() {
    return false;
  }
}
