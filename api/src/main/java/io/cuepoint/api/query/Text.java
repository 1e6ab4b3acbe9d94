package io.cuepoint.api.query;

import java.util.Optional;

/** Text from outside. */
public final class Text {
  private static final int SHOWN = 80;

  private Text() {}

  /**
   * What keeps {@code text} from being stored and shown: control characters (NUL among them, which
   * PostgreSQL cannot keep) and halves of surrogate pairs.
   */
  public static Optional<String> fault(String text) {
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      if (Character.isISOControl(character)) {
        return Optional.of("the control character U+%04X".formatted(character));
      }
      if (Character.getType(character) == Character.SURROGATE) {
        return Optional.of("half of a surrogate pair, U+%04X".formatted(character));
      }
      at += Character.charCount(character);
    }
    return Optional.empty();
  }

  /** {@code text} as an error message may repeat it: short, without control characters. */
  public static String shown(String text) {
    int end = Math.min(text.length(), SHOWN);
    String head = text.substring(0, end).replaceAll("\\p{Cntrl}", "\uFFFD");
    return end < text.length() ? head + "..." : head;
  }
}
