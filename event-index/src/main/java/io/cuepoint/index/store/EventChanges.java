package io.cuepoint.index.store;

import io.cuepoint.contract.EventIndexed;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stream of changes to the index, kept for replay. Blocking; safe for concurrent use. */
public interface EventChanges {
  /** Sequence of the newest change, 0 before the first. */
  long latest();

  /**
   * The first {@code limit} changes after {@code sequence}, oldest first. A change once seen
   * missing never appears later at a lower sequence than one seen.
   *
   * @param videoId only changes of this video
   * @param label only changes to events of this label
   */
  List<EventIndexed> after(
      long sequence, @Nullable UUID videoId, @Nullable String label, int limit);
}
