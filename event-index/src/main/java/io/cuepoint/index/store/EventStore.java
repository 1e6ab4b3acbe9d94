package io.cuepoint.index.store;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events, to be read. Blocking; safe for concurrent use. */
public interface EventStore {
  Optional<Event> find(UUID id);

  /** Events of one video in time order (start, then end, then id). */
  Page<Event> list(Filter filter, PageRequest page);

  /**
   * Which events of {@code videoId}; a null component does not restrict.
   *
   * @param start only events that overlap {@code [start, end)}
   */
  record Filter(
      UUID videoId,
      @Nullable String label,
      Source.@Nullable Kind source,
      @Nullable MediaTime start,
      @Nullable MediaTime end) {}
}
