package io.cuepoint.index.store;

import io.cuepoint.contract.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What has to be done so that the events that are there become those that should be. */
public record EventDifference(
    List<EventDraft> added, List<EventDraft> updated, List<Event> withdrawn) {
  public EventDifference {
    added = List.copyOf(added);
    updated = List.copyOf(updated);
    withdrawn = List.copyOf(withdrawn);
  }

  /** Both of the same groups; each list without two of one id. */
  public static EventDifference between(List<Event> present, List<EventDraft> wanted) {
    Map<UUID, Event> rest = new LinkedHashMap<>();
    present.forEach(event -> rest.put(event.id(), event));
    List<EventDraft> added = new ArrayList<>();
    List<EventDraft> updated = new ArrayList<>();
    for (EventDraft draft : wanted) {
      Event event = rest.remove(draft.id());
      if (event == null) {
        added.add(draft);
      } else if (!EventDraft.of(event).equals(draft)) {
        updated.add(draft);
      }
    }
    return new EventDifference(added, updated, List.copyOf(rest.values()));
  }

  public boolean isEmpty() {
    return added.isEmpty() && updated.isEmpty() && withdrawn.isEmpty();
  }
}
