package io.cuepoint.index.store;

import org.jspecify.annotations.Nullable;

/** Which part of a list: {@code limit} items (1 to 200) after {@code cursor}, or the first ones. */
public record PageRequest(int limit, @Nullable String cursor) {
  public static final int MAX_LIMIT = 200;

  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
    }
  }
}
