package io.cuepoint.contract;

/**
 * The index changed; for subscribers inside and outside. The same {@code sequence} may come more
 * than once and always says the same; a higher {@code revision} of an event replaces a lower one.
 *
 * @param sequence position in the stream of all changes, growing, with gaps
 * @param event as it is after the change, or as it last was when withdrawn
 */
public record EventIndexed(long sequence, Change change, Event event) {
  public static final Topic<EventIndexed> TOPIC =
      new Topic<>(
          "cuepoint.event.indexed.v1",
          EventIndexed.class,
          indexed -> indexed.event().videoId().toString());

  /** What happened to the event. */
  public enum Change {
    ADDED,
    UPDATED,
    WITHDRAWN
  }
}
