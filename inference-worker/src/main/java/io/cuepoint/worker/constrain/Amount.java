package io.cuepoint.worker.constrain;

/**
 * A decimal without sign, from {@code low} to {@code high}, spelled as Python spells it: no leading
 * zero, no exponent, no zero at the end but that of {@code 1.0}. All amounts are counted in steps
 * of the last place, so that bounds are exact.
 *
 * @param low at least 0
 * @param high below 10^15
 * @param places most decimals; 0 for integers
 * @param written the digits so far, read as one number
 * @param digits how many of them stand before the point
 * @param decimals how many of them stand after the point; -1 before there is one
 */
record Amount(long low, long high, int places, long written, int digits, int decimals)
    implements Rule {
  static Rule of(long low, long high, int places) {
    return low > high ? Ends.DEAD : new Amount(low, high, places, 0, 0, -1);
  }

  @Override
  public Rule after(int next) {
    if (next == '.') {
      boolean may = digits > 0 && decimals < 0 && places > 0;
      return may ? viable(written, digits, 0) : Ends.DEAD;
    }
    if (next < '0' || next > '9' || decimals == places || startsWithZero()) {
      return Ends.DEAD;
    }
    long more = 10 * written + next - '0';
    return decimals < 0 ? viable(more, digits + 1, -1) : viable(more, digits, decimals + 1);
  }

  @Override
  public boolean mayEnd() {
    long value = written * unit();
    boolean spelled = decimals < 0 ? digits > 0 : decimals == 1 || (decimals > 1 && !endsInZero());
    return spelled && low <= value && value <= high;
  }

  private Rule viable(long more, int before, int after) {
    Amount amount = new Amount(low, high, places, more, before, after);
    return amount.reaches() ? amount : Ends.DEAD;
  }

  /** Whether some amount that starts like this is within the bounds. */
  private boolean reaches() {
    long unit = unit();
    long from = written * unit;
    long to = from + unit - 1;
    if (decimals >= 0) {
      // 1.50 is spelled 1.5, so only what is larger starts with 1.50
      long least = decimals > 1 && endsInZero() ? from + 1 : from;
      return Math.max(least, low) <= Math.min(to, high);
    }
    while (from <= high) {
      if (to >= low) {
        return true;
      }
      if (written == 0) {
        return false;
      }
      from *= 10;
      to = to * 10 + 9;
    }
    return false;
  }

  private boolean startsWithZero() {
    return decimals < 0 && digits > 0 && written == 0;
  }

  private boolean endsInZero() {
    return written % 10 == 0;
  }

  /** Steps of the last place in one of the last digit written. */
  private long unit() {
    long unit = 1;
    for (int i = Math.max(0, decimals); i < places; i++) {
      unit *= 10;
    }
    return unit;
  }
}
