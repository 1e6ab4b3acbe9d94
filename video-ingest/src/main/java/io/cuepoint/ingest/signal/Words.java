package io.cuepoint.ingest.signal;

import java.util.Locale;

/** Measured facts in words that people would search for. */
final class Words {
  private static final String[] NINTHS = {
    "in the upper left", "at the top", "in the upper right",
    "on the left", "in the middle", "on the right",
    "in the lower left", "at the bottom", "in the lower right"
  };

  private Words() {}

  /** An adjective for a mean luma of 0 to 255. */
  static String brightness(double mean) {
    if (mean < 6) {
      return "black";
    }
    if (mean < 50) {
      return "dark";
    }
    if (mean < 100) {
      return "dim";
    }
    if (mean < 150) {
      return "medium bright";
    }
    return mean < 240 ? "bright" : "white";
  }

  /** Where a ninth of the picture lies, numbered row by row from the top left. */
  static String inNinth(int index) {
    return NINTHS[index];
  }

  /** The ninth that a cell of a {@link LumaGrid} lies in. */
  static int ninthOfCell(int cell) {
    int column = cell % LumaGrid.COLUMNS * 3 / LumaGrid.COLUMNS;
    int row = cell / LumaGrid.COLUMNS * 3 / LumaGrid.ROWS;
    return row * 3 + column;
  }

  /** {@code 4.0 s}. */
  static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.1f s", micros / 1e6);
  }

  /** {@code 00:07.3} or {@code 1:00:07.3}. */
  static String clock(long micros) {
    long tenths = Math.round(Math.max(0, micros) / 1e5);
    long hours = tenths / 36000;
    String rest =
        String.format(
            Locale.ROOT, "%02d:%02d.%d", tenths / 600 % 60, tenths / 10 % 60, tenths % 10);
    return hours == 0 ? rest : hours + ":" + rest;
  }
}
