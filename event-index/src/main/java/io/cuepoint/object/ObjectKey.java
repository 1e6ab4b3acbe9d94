package io.cuepoint.object;

import java.util.regex.Pattern;

/** Checks keys of objects. */
final class ObjectKey {
  private static final Pattern KEY =
      Pattern.compile("(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+)*");
  private static final int MAX_LENGTH = 512;

  private ObjectKey() {}

  static String check(String key) {
    if (key.length() > MAX_LENGTH || !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "object key: '"
              + key
              + "' (expected: segments of [A-Za-z0-9._-] joined by '/', at most "
              + MAX_LENGTH
              + " characters)");
    }
    return key;
  }

  /** A prefix of whole segments, without a slash at its end. */
  static String prefix(String prefix) {
    return check(prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
  }
}
