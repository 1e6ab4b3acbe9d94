package io.cuepoint.index.store;

import java.util.List;
import java.util.function.Function;

/** Makes pages of what a query for one item too many found. */
public final class Pages {
  private Pages() {}

  /** The first {@code limit} of {@code found}, with the cursor after the last if there is more. */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursorAfter) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, cursorAfter.apply(items.get(limit - 1)));
  }
}
