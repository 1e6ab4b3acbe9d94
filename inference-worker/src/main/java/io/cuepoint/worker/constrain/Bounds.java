package io.cuepoint.worker.constrain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What numbers of a schema may be, in steps of the last place. Integers are those of at most 15
 * digits; other numbers have at most 11 digits before the point and 4 after it, and no exponent. So
 * each is spelled in one way and is exact as a double.
 *
 * @param low smallest, inclusive
 * @param high largest, inclusive
 * @param places decimals: 0 or 4
 */
record Bounds(long low, long high, int places) {
  static final int PLACES = 4;

  private static final long LARGEST = 999_999_999_999_999L;
  private static final Rule MINUS = Literal.of("-");

  /**
   * The bounds that a schema states.
   *
   * @throws SchemaException when no number is within them
   */
  static Bounds of(SchemaNode node, boolean integer) {
    int places = integer ? 0 : PLACES;
    long low = -LARGEST;
    long high = LARGEST;
    low = Math.max(low, step(node.number("minimum"), places, RoundingMode.CEILING, low));
    low =
        Math.max(
            low, 1 + step(node.number("exclusiveMinimum"), places, RoundingMode.FLOOR, low - 1));
    high = Math.min(high, step(node.number("maximum"), places, RoundingMode.FLOOR, high));
    high =
        Math.min(
            high,
            step(node.number("exclusiveMaximum"), places, RoundingMode.CEILING, high + 1) - 1);
    if (low > high) {
      throw SchemaException.unsupported(
          node.pointer(),
          "no %s is within the bounds"
              .formatted(
                  integer
                      ? "integer of at most 15 digits"
                      : "number of at most 11 digits and 4 decimals"));
    }
    return new Bounds(low, high, places);
  }

  /** Whether a value is within the bounds that a schema states. */
  static boolean allow(SchemaNode node, BigDecimal value) {
    return compare(value, node.number("minimum"), 1) >= 0
        && compare(value, node.number("exclusiveMinimum"), 1) > 0
        && compare(value, node.number("maximum"), -1) <= 0
        && compare(value, node.number("exclusiveMaximum"), -1) < 0;
  }

  Rule rule() {
    Rule negative = Amount.of(Math.max(1, -high), -low, places);
    Rule positive = Amount.of(Math.max(0, low), high, places);
    return Either.of(List.of(Then.of(MINUS, negative), positive));
  }

  private static long step(
      @Nullable BigDecimal bound, int places, RoundingMode mode, long otherwise) {
    if (bound == null) {
      return otherwise;
    }
    BigDecimal far = BigDecimal.valueOf(LARGEST).add(BigDecimal.TEN);
    BigDecimal steps = bound.movePointRight(places).max(far.negate()).min(far);
    return steps.setScale(0, mode).longValueExact();
  }

  private static int compare(BigDecimal value, @Nullable BigDecimal bound, int otherwise) {
    return bound == null ? otherwise : value.compareTo(bound);
  }
}
