package io.cuepoint.worker.checkpoint;

/** Checks of configured values, which say what was found and what was expected. */
final class Expect {
  private Expect() {}

  static void positive(String name, int value) {
    that(name, value, value > 0, "> 0");
  }

  /** A number of blocks or layers; ten times the largest published. */
  static void count(String name, int value) {
    that(name, value, value > 0 && value <= 800, "1 to 800");
  }

  static void equal(String name, int value, int expected) {
    that(name, value, value == expected, String.valueOf(expected));
  }

  /** {@code total / parts} has to be a multiple of {@code factor}, without rest. */
  static void multiple(String name, int total, int parts, int factor) {
    boolean ok = total > 0 && parts > 0 && factor > 0 && total % parts == 0;
    that(
        name,
        parts == 1 ? total : total + " / " + parts,
        ok && total / parts % factor == 0,
        "a multiple of " + factor);
  }

  static void that(String name, Object value, boolean ok, String expected) {
    if (!ok) {
      throw new CheckpointException(
          "checkpoint.config", name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
