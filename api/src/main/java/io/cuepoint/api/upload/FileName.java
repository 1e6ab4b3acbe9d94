package io.cuepoint.api.upload;

import io.cuepoint.api.video.VideoMembers;

/** The name that a client gave its file, as a display name. It never becomes part of a path. */
final class FileName {
  private static final String UNNAMED = "video";

  private FileName() {}

  /**
   * The last segment of {@code given}, without control, bidirectional and broken characters, cut to
   * the longest name in front of its extension.
   */
  static String display(String given) {
    String base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    StringBuilder kept = new StringBuilder();
    base.codePoints().filter(FileName::shows).forEach(kept::appendCodePoint);
    String name = kept.toString().strip();
    if (name.chars().allMatch(character -> character == '.')) {
      return UNNAMED;
    }
    int length = name.codePointCount(0, name.length());
    return length <= VideoMembers.NAME_LIMIT ? name : shorten(name);
  }

  private static String shorten(String name) {
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 16 ? name.substring(dot) : "";
    int room = VideoMembers.NAME_LIMIT - extension.codePointCount(0, extension.length());
    return name.substring(0, name.offsetByCodePoints(0, room)) + extension;
  }

  private static boolean shows(int character) {
    boolean turnsText =
        (character >= 0x202A && character <= 0x202E)
            || (character >= 0x2066 && character <= 0x2069);
    return !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE
        && !turnsText;
  }
}
