package io.cuepoint.ingest.console;

/** How far computed bytes are from expected ones. */
final class Difference {
  private long values;
  private long equal;
  private int worst;

  /** Compares {@code actual} with as many of {@code expected} from {@code offset} on. */
  void add(byte[] actual, byte[] expected, int offset) {
    for (int i = 0; i < actual.length; i++) {
      int difference = Math.abs((actual[i] & 0xff) - (expected[offset + i] & 0xff));
      worst = Math.max(worst, difference);
      equal += difference == 0 ? 1 : 0;
    }
    values += actual.length;
  }

  long values() {
    return values;
  }

  /** The largest difference, in steps of 255. */
  int worst() {
    return worst;
  }

  double equalPart() {
    return values == 0 ? 0 : (double) equal / values;
  }
}
