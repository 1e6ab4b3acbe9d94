package io.cuepoint.index.merge;

import io.cuepoint.contract.Source;
import io.cuepoint.contract.StableId;
import io.cuepoint.index.store.EventRows;
import io.cuepoint.index.store.EventTable.Group;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Ids of a group's events, to be asked for in the order of their places. The first report stands
 * for an event. Its clip is no part of the id: a model that says the same again in another run, of
 * other clips, says it of the same event.
 */
final class EventIds {
  private final Group group;
  private final Set<UUID> given = new HashSet<>();

  EventIds(Group group) {
    this.group = group;
  }

  UUID of(Report first) {
    return group.source().kind() == Source.Kind.DETECTOR
        ? id(first, first.message().clipId() == null ? "" : first.message().clipId())
        : ofModel(first);
  }

  private UUID ofModel(Report first) {
    String wording = first.wording();
    UUID id = id(first, wording);
    for (int ordinal = 2; !given.add(id); ordinal++) {
      id = id(first, wording + " #" + ordinal);
    }
    return id;
  }

  private UUID id(Report first, Object what) {
    Source source = group.source();
    return StableId.of(
        "event",
        group.videoId(),
        EventRows.kind(source.kind()),
        source.name(),
        source.version(),
        EventRows.prompt(source),
        group.label(),
        what,
        first.span().start().micros(),
        first.span().end().micros());
  }
}
