package io.cuepoint.worker.constrain;

import java.util.Arrays;

/**
 * Where the inside of a JSON string stands, as a table: between characters, within one of several
 * bytes (UTF-8 as of RFC 3629), or within an escape. Allowed are the escapes that Python's
 * json.dumps writes, and any of four hexadecimal digits but two kinds: half of a surrogate pair,
 * which is no text, and U+0000, which databases refuse.
 */
final class TextPhases {
  /** The byte may not come. */
  static final int NONE = -1;

  /** The string is closed. */
  static final int CLOSED = -2;

  /** Between two characters. */
  static final int BETWEEN = 0;

  /** Number of phases. */
  static final int COUNT = 23;

  // bytes of a character that are still to come
  private static final int LAST_1 = 1;
  private static final int LAST_2 = 2;
  private static final int LAST_3 = 3;
  // first bytes after which not every second one is allowed
  private static final int AFTER_E0 = 4;
  private static final int AFTER_ED = 5;
  private static final int AFTER_F0 = 6;
  private static final int AFTER_F4 = 7;
  private static final int ESCAPE = 8;
  // hexadecimal digits that are still to come
  private static final int HEX_1 = 9;
  private static final int HEX_2 = 10;
  private static final int HEX_3 = 11;
  private static final int HEX_4 = 12;
  // the same, when all before are 0
  private static final int ZERO_1 = 13;
  private static final int ZERO_2 = 14;
  private static final int ZERO_3 = 15;
  private static final int AFTER_D = 16;
  // the first half of a pair, and the second that has to follow
  private static final int HIGH_1 = 17;
  private static final int HIGH_2 = 18;
  private static final int LOW_ESCAPE = 19;
  private static final int LOW_U = 20;
  private static final int LOW_4 = 21;
  private static final int LOW_3 = 22;

  private static final byte[][] TABLE = new byte[COUNT][256];

  static {
    for (byte[] row : TABLE) {
      Arrays.fill(row, (byte) NONE);
    }
    bytes();
    escapes();
    pairs();
  }

  private TextPhases() {}

  /** The phase after a byte, {@link #CLOSED} or {@link #NONE}. */
  static int after(int phase, int next) {
    return TABLE[phase][next];
  }

  private static void bytes() {
    range(BETWEEN, 0x20, 0x7F, BETWEEN);
    range(BETWEEN, '"', '"', CLOSED);
    range(BETWEEN, '\\', '\\', ESCAPE);
    range(BETWEEN, 0xC2, 0xDF, LAST_1);
    range(BETWEEN, 0xE1, 0xEF, LAST_2);
    range(BETWEEN, 0xF1, 0xF3, LAST_3);
    range(BETWEEN, 0xE0, 0xE0, AFTER_E0);
    range(BETWEEN, 0xED, 0xED, AFTER_ED);
    range(BETWEEN, 0xF0, 0xF0, AFTER_F0);
    range(BETWEEN, 0xF4, 0xF4, AFTER_F4);
    range(LAST_1, 0x80, 0xBF, BETWEEN);
    range(LAST_2, 0x80, 0xBF, LAST_1);
    range(LAST_3, 0x80, 0xBF, LAST_2);
    range(AFTER_E0, 0xA0, 0xBF, LAST_1);
    range(AFTER_ED, 0x80, 0x9F, LAST_1);
    range(AFTER_F0, 0x90, 0xBF, LAST_2);
    range(AFTER_F4, 0x80, 0x8F, LAST_2);
  }

  private static void escapes() {
    each(ESCAPE, "\"\\bfnrt", BETWEEN);
    range(ESCAPE, 'u', 'u', HEX_4);
    each(HEX_4, "123456789abcefABCEF", HEX_3);
    each(HEX_4, "0", ZERO_3);
    each(HEX_4, "dD", AFTER_D);
    String any = "0123456789abcdefABCDEF";
    each(HEX_3, any, HEX_2);
    each(HEX_2, any, HEX_1);
    each(HEX_1, any, BETWEEN);
    each(ZERO_3, any, HEX_2);
    each(ZERO_3, "0", ZERO_2);
    each(ZERO_2, any, HEX_1);
    each(ZERO_2, "0", ZERO_1);
    each(ZERO_1, any, BETWEEN);
    range(ZERO_1, '0', '0', NONE);
  }

  private static void pairs() {
    each(AFTER_D, "01234567", HEX_2);
    each(AFTER_D, "89abAB", HIGH_2);
    String any = "0123456789abcdefABCDEF";
    each(HIGH_2, any, HIGH_1);
    each(HIGH_1, any, LOW_ESCAPE);
    range(LOW_ESCAPE, '\\', '\\', LOW_U);
    range(LOW_U, 'u', 'u', LOW_4);
    each(LOW_4, "dD", LOW_3);
    each(LOW_3, "cdefCDEF", HEX_2);
  }

  private static void each(int phase, String characters, int to) {
    characters.chars().forEach(c -> range(phase, c, c, to));
  }

  private static void range(int phase, int from, int last, int to) {
    Arrays.fill(TABLE[phase], from, last + 1, (byte) to);
  }
}
