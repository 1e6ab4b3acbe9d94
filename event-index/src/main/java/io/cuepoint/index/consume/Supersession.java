package io.cuepoint.index.consume;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where later analyses looked again with one source. There, what an earlier one reported no longer
 * counts: the later look reported it anew, or no longer sees it.
 *
 * @param ranks place of each analysis of the video in the order of time
 */
record Supersession(Map<UUID, Integer> ranks, List<Look> looks) {
  static final Supersession NONE = new Supersession(Map.of(), List.of());

  /** A clip of {@code analysis} that was analysed. */
  record Look(UUID analysis, TimeSpan window) {}

  /** Whether a report of {@code analysis} still counts; null: it is not known whose it is. */
  boolean leaves(@Nullable UUID analysis, TimeSpan span) {
    Integer rank = analysis == null ? null : ranks.get(analysis);
    if (rank == null) {
      return true;
    }
    MediaTime middle = span.start().plusMicros(span.lengthMicros() / 2);
    return looks.stream()
        .noneMatch(
            look ->
                ranks.getOrDefault(look.analysis(), -1) > rank && look.window().contains(middle));
  }
}
