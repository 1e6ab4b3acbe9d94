package io.cuepoint.api;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.contract.Uncertainty;
import io.cuepoint.index.coverage.CoverageLedger;
import io.cuepoint.index.search.EventSearch;
import io.cuepoint.index.store.EventChanges;
import io.cuepoint.index.store.EventStore;
import io.cuepoint.index.store.InvalidCursorException;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Events, their changes, search by substring, and a ledger of one span. */
public final class InMemoryEvents implements EventStore, EventChanges, EventSearch, CoverageLedger {
  private final List<Event> events = new ArrayList<>();
  private final List<EventIndexed> changes = new ArrayList<>();
  private long sequence;

  /** How often it was asked for the newest change. */
  public final AtomicInteger latestAsked = new AtomicInteger();

  public volatile Query lastQuery;
  public volatile boolean failing;

  public static Event event(UUID video, double start, double end, String label, String words) {
    return new Event(
        UUID.randomUUID(),
        video,
        MediaTime.ofSeconds(start),
        MediaTime.ofSeconds(end),
        label,
        words,
        List.of(MediaTime.ofSeconds(start)),
        new Uncertainty(0, 0.5),
        null,
        Source.detector(label, "1"),
        List.of(),
        null,
        null,
        null,
        1,
        Instant.parse("2026-03-01T10:00:00Z"),
        Instant.parse("2026-03-01T10:00:00Z"));
  }

  public synchronized Event add(Event event) {
    events.add(event);
    // with gaps, as in the database
    sequence += 1 + sequence % 3;
    changes.add(new EventIndexed(sequence, EventIndexed.Change.ADDED, event));
    return event;
  }

  public synchronized void change(EventIndexed.Change change, Event event) {
    sequence++;
    changes.add(new EventIndexed(sequence, change, event));
  }

  @Override
  public synchronized long latest() {
    latestAsked.incrementAndGet();
    if (failing) {
      throw new IllegalStateException("the database is away");
    }
    return sequence;
  }

  @Override
  public synchronized List<EventIndexed> after(long after, UUID videoId, String label, int limit) {
    if (failing) {
      throw new IllegalStateException("the database is away");
    }
    return changes.stream()
        .filter(change -> change.sequence() > after)
        .filter(change -> videoId == null || change.event().videoId().equals(videoId))
        .filter(change -> label == null || change.event().label().equals(label))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Event> find(UUID id) {
    return events.stream().filter(event -> event.id().equals(id)).findFirst();
  }

  @Override
  public synchronized Page<Event> list(Filter filter, PageRequest page) {
    List<Event> found =
        events.stream()
            .filter(event -> event.videoId().equals(filter.videoId()))
            .filter(event -> filter.label() == null || event.label().equals(filter.label()))
            .filter(event -> filter.source() == null || event.source().kind() == filter.source())
            .filter(event -> filter.start() == null || event.end().compareTo(filter.start()) > 0)
            .filter(event -> filter.end() == null || event.start().isBefore(filter.end()))
            .sorted(Comparator.comparing(Event::start))
            .toList();
    return page(found, page);
  }

  @Override
  public synchronized Page<Hit> search(Query query, PageRequest page) {
    lastQuery = query;
    List<Hit> found =
        events.stream()
            .filter(event -> query.text() == null || event.description().contains(query.text()))
            .filter(event -> query.videoId() == null || event.videoId().equals(query.videoId()))
            .map(event -> new Hit(event, 0.5, new Ranks(1, null)))
            .toList();
    return page(found, page);
  }

  private static <T> Page<T> page(List<T> found, PageRequest page) {
    int from = 0;
    if (page.cursor() != null) {
      if (!page.cursor().matches("e\\d{1,6}")) {
        throw new InvalidCursorException();
      }
      from = Integer.parseInt(page.cursor().substring(1));
    }
    int to = Math.min(found.size(), from + page.limit());
    return new Page<>(found.subList(from, to), to < found.size() ? "e" + to : null);
  }

  @Override
  public Optional<Coverage> of(UUID videoId) {
    TimeSpan span = TimeSpan.ofSeconds(0, 30.5);
    Look look =
        new Look(Source.Kind.DETECTOR, "cut", "1", null, Outcome.ANALYSED, null, null, null, null);
    Look model =
        new Look(
            Source.Kind.MODEL,
            "none",
            "0",
            null,
            Outcome.NOT_ANALYSED,
            "no model",
            null,
            null,
            null);
    return synchronizedFind(videoId)
        ? Optional.of(
            new Coverage(
                videoId,
                span.end(),
                List.of(new Span(span.start(), span.end(), 2, 61, List.of(look, model)))))
        : Optional.empty();
  }

  private synchronized boolean synchronizedFind(UUID videoId) {
    return events.stream().anyMatch(event -> event.videoId().equals(videoId));
  }
}
