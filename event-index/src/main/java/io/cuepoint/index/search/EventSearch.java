package io.cuepoint.index.search;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.PageRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds events by what they say and when they were. Blocking; safe for concurrent use. */
public interface EventSearch {
  /**
   * Best first; without text, newest video first and then by time.
   *
   * @throws IllegalArgumentException when the text is blank, longer than {@link Query#MAX_TEXT} or
   *     holds a NUL
   * @throws io.cuepoint.index.store.InvalidCursorException when the cursor is not of this query
   */
  Page<Hit> search(Query query, PageRequest page);

  /**
   * What to look for; a null component does not restrict.
   *
   * @param text ranked by words and by meaning together
   * @param start only events overlapping {@code [start, end)} of {@code videoId}'s clock
   * @param from only events overlapping {@code [from, to)} of the wall clock
   */
  record Query(
      @Nullable String text,
      @Nullable UUID videoId,
      @Nullable String label,
      Source.@Nullable Kind source,
      @Nullable MediaTime start,
      @Nullable MediaTime end,
      @Nullable Instant from,
      @Nullable Instant to) {
    public static final int MAX_TEXT = 1000;
  }

  /**
   * An event that was found.
   *
   * @param score reciprocal rank fusion of {@code ranks}; 0 without text
   */
  record Hit(Event event, double score, Ranks ranks) {}

  /** Position in each ranking from 1; null where the event is not in it. */
  record Ranks(@Nullable Integer text, @Nullable Integer meaning) {}
}
