package io.cuepoint.index.store;

import org.jspecify.annotations.Nullable;

/** Text that PostgreSQL can hold: any Unicode but the character NUL. */
public final class StorableText {
  private StorableText() {}

  /**
   * Refuses what cannot be stored.
   *
   * @param name of the thing, for the message
   * @throws IllegalArgumentException when {@code text} has a NUL
   */
  public static void check(String name, @Nullable String text) {
    if (text != null && text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          name + ": holds the character NUL (expected: text without it)");
    }
  }
}
