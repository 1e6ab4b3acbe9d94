package io.cuepoint.worker.constrain;

/** What answers can be held to. */
public final class Constraints {
  /** Most events of an answer, where nothing else is asked for. */
  public static final int MAX_EVENTS = 64;

  /** Most characters of a description, where nothing else is asked for. */
  public static final int MAX_DESCRIPTION = 300;

  private Constraints() {}

  /** Any JSON of a schema. */
  public static Constraint json(TokenBytes tokens, JsonSchema schema) {
    return new Constraint(tokens, schema.rule());
  }

  /**
   * The form in which the model was trained to tell events: an array of objects with {@code
   * start_time} and {@code end_time} as {@code mm:ss.ff} and {@code description}. Every start is
   * before its end, and no end after that of the clip.
   *
   * @param clipHundredths length of the clip in hundredths of a second, 1 to 599,999 (99:59.99)
   * @param maxEvents at least 0
   * @param maxDescription most characters of a description, at least 1; none is empty
   */
  public static Constraint events(
      TokenBytes tokens, long clipHundredths, int maxEvents, int maxDescription) {
    require("clip", clipHundredths, 1, Moment.LATEST);
    require("events", maxEvents, 0, Integer.MAX_VALUE);
    require("description", maxDescription, 1, Integer.MAX_VALUE);
    Rule event =
        Then.all(
            Literal.of("{\"start_time\": \""),
            Moment.span(clipHundredths),
            Literal.of("\", \"description\": "),
            Text.of(1, maxDescription),
            Literal.of("}"));
    return new Constraint(tokens, Items.of(event, 0, maxEvents));
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(name, value, least, most));
    }
  }
}
