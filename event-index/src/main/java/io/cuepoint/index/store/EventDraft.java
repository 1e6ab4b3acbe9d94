package io.cuepoint.index.store;

import io.cuepoint.contract.Box;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Uncertainty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event of a {@link EventTable.Group} should say, before it has a revision and times.
 *
 * @param data as JSON's maps, lists, text, numbers and booleans, as a database gives them back
 */
public record EventDraft(
    UUID id,
    EventTable.Group group,
    TimeSpan span,
    String description,
    List<MediaTime> evidence,
    Uncertainty uncertainty,
    @Nullable Double confidence,
    List<Box> boxes,
    @Nullable Object data) {
  public EventDraft {
    evidence = List.copyOf(evidence);
    boxes = List.copyOf(boxes);
  }

  /** What {@code event} says. */
  public static EventDraft of(Event event) {
    return new EventDraft(
        event.id(),
        new EventTable.Group(event.videoId(), event.source(), event.label()),
        new TimeSpan(event.start(), event.end()),
        event.description(),
        event.evidence(),
        event.uncertainty(),
        event.confidence(),
        event.boxes(),
        event.data());
  }
}
