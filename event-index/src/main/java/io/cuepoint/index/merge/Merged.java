package io.cuepoint.index.merge;

import io.cuepoint.index.store.EventDraft;
import java.util.Set;
import java.util.UUID;

/**
 * An event, and what it was made of.
 *
 * @param reports ids of the reports of clips that it stands for; empty for one that a detector
 *     reported about the whole video
 */
public record Merged(EventDraft event, Set<UUID> reports) {
  public Merged {
    reports = Set.copyOf(reports);
  }
}
