package io.cuepoint.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.WordsConfiguration;
import io.cuepoint.index.consume.IndexFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresEventStoreTest {
  private static IndexFixture index;
  private static EventStore events;
  private static EventChanges changes;

  @BeforeAll
  static void start() {
    index = new IndexFixture(Map.of(), WordsConfiguration.class);
    events = index.store.get(EventStore.class);
    changes = index.store.get(EventChanges.class);
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @Test
  void keepsAllThatWasReported() {
    UUID video = index.register("v");
    EventLocalized report = TestReports.seen(video, 0, 1.000001, 2.5, "a dog 🐕 \"barks\"");
    index.apply(video, report);

    Event event = list(video, null, null).get(0);
    assertThat(event)
        .returns(report.label(), Event::label)
        .returns(report.description(), Event::description)
        .returns(report.span().start(), Event::start)
        .returns(report.span().end(), Event::end)
        .returns(report.evidence(), Event::evidence)
        .returns(report.uncertainty(), Event::uncertainty)
        .returns(report.source(), Event::source)
        .returns(1, Event::revision);
    assertThat(events.find(event.id())).contains(event);
    assertThat(events.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void filtersByOverlapInWhichAPointCounts() {
    UUID video = index.register("v");
    index.apply(
        video,
        TestReports.report(video, null, TestReports.CUT, "cut", 5, 5, "a cut"),
        TestReports.seen(video, 0, 1, 3, "early"),
        TestReports.seen(video, 0, 8, 9, "late"));

    assertThat(list(video, 3.0, 5.0)).isEmpty();
    assertThat(list(video, 2.999999, 5.000001))
        .extracting(Event::description)
        .containsExactly("early", "a cut");
    assertThat(list(video, 5.0, null))
        .extracting(Event::description)
        .containsExactly("a cut", "late");
    assertThat(list(video, null, 8.0)).hasSize(2);
    assertThat(
            events
                .list(
                    new EventStore.Filter(video, "cut", Source.Kind.DETECTOR, null, null),
                    new PageRequest(10, null))
                .items())
        .hasSize(1);
  }

  @Test
  void pagesGoOnWhileEventsAreAdded() {
    UUID video = index.register("v");
    for (int at : new int[] {1, 1, 2, 3, 4, 5}) {
      index.apply(video, TestReports.cut(video, at));
    }
    List<Event> whole = list(video, null, null);
    EventStore.Filter filter = new EventStore.Filter(video, null, null, null, null);
    Page<Event> first = events.list(filter, new PageRequest(2, null));
    index.apply(video, TestReports.cut(video, 0.5));
    List<Event> rest = events.list(filter, new PageRequest(200, first.next())).items();

    List<Event> seen = new ArrayList<>(first.items());
    seen.addAll(rest);
    assertThat(seen).isEqualTo(whole);
    assertThatThrownBy(
            () ->
                events.list(
                    new EventStore.Filter(video, "cut", null, null, null),
                    new PageRequest(2, first.next())))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void changesAreFilteredAndGoOnAfterAnySequence() {
    UUID video = index.register("v");
    UUID other = index.register("w");
    long before = changes.latest();
    index.apply(video, TestReports.cut(video, 1), TestReports.seen(video, 0, 2, 3, "a dog"));
    index.apply(other, TestReports.cut(other, 1));

    List<EventIndexed> all = changes.after(before, null, null, 100);
    assertThat(all).hasSize(3).extracting(EventIndexed::sequence).isSorted();
    assertThat(changes.after(before, video, null, 100)).hasSize(2);
    assertThat(changes.after(before, video, "cut", 100)).hasSize(1);
    assertThat(changes.after(before, null, "cut", 100)).hasSize(2);
    assertThat(changes.after(all.get(0).sequence(), null, null, 1)).containsExactly(all.get(1));
    assertThat(changes.latest()).isEqualTo(all.get(2).sequence());
    assertThat(changes.after(changes.latest(), null, null, 1)).isEmpty();
  }

  @Test
  @Timeout(120)
  void aReaderNeverMissesAChangeWhileManyWrite() throws Exception {
    long before = changes.latest();
    int writers = 4;
    int each = 15;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        UUID video = index.register("many " + i);
        writing.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < each; n++) {
                    index.apply(video, TestReports.cut(video, n), TestReports.cut(video, n + 0.5));
                  }
                }));
      }
      long position = before;
      TreeSet<Long> read = new TreeSet<>();
      while (read.size() < writers * each * 2) {
        for (EventIndexed change : changes.after(position, null, null, 7)) {
          position = change.sequence();
          assertThat(read.add(position)).isTrue();
        }
        Thread.onSpinWait();
      }
      for (Future<?> one : writing) {
        one.get();
      }
      assertThat(changes.after(before, null, null, 1000))
          .extracting(EventIndexed::sequence)
          .containsExactlyElementsOf(read);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theDocumentedDefaults() {
    assertThat(index.store.get(DatabaseProperties.class))
        .returns(10, DatabaseProperties::poolSize)
        .returns(Duration.ofSeconds(60), DatabaseProperties::startTimeout);
  }

  private static List<Event> list(UUID video, @Nullable Double start, @Nullable Double end) {
    return events
        .list(
            new EventStore.Filter(
                video,
                null,
                null,
                start == null ? null : MediaTime.ofSeconds(start),
                end == null ? null : MediaTime.ofSeconds(end)),
            new PageRequest(200, null))
        .items();
  }
}
