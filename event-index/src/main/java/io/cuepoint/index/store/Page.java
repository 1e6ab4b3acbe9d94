package io.cuepoint.index.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Part of a list; {@code next} is the cursor of the part after it, null at the end. */
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }
}
