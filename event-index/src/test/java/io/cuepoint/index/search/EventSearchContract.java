package io.cuepoint.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Source;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.consume.IndexFixture;
import io.cuepoint.index.search.EventSearch.Hit;
import io.cuepoint.index.search.EventSearch.Query;
import io.cuepoint.index.store.InvalidCursorException;
import io.cuepoint.index.store.Page;
import io.cuepoint.index.store.PageRequest;
import io.cuepoint.index.store.VideoChange;
import io.cuepoint.index.store.VideoStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What search does, by whichever means vectors are compared; with the real sentence encoder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventSearchContract {
  private IndexFixture index;
  private EventSearch search;
  private UUID street;
  private UUID kitchen;

  abstract String pgvector();

  @BeforeAll
  void start() {
    index = new IndexFixture(Map.of("cuepoint.database.pgvector", pgvector()));
    search = index.store.get(EventSearch.class);
    street = index.register("street");
    index.apply(
        street,
        TestReports.seen(street, 0, 2, 8, "a dog runs across the street after a ball"),
        TestReports.seen(street, 0, 10, 16, "two cars crash at the crossing"),
        TestReports.seen(street, 0, 20, 26, "a woman rides a bicycle in the rain"),
        TestReports.cut(street, 30));
    kitchen = index.register("kitchen");
    index.apply(
        kitchen,
        TestReports.seen(kitchen, 0, 5, 9, "a cook chops onions on a wooden board"),
        TestReports.seen(kitchen, 0, 12, 19, "water boils over on the stove"));
    index
        .store
        .get(VideoStore.class)
        .update(kitchen, new VideoChange(null, true, Instant.parse("2024-03-01T12:00:00Z"), null));
    index.embed();
  }

  @AfterAll
  void stop() {
    index.close();
  }

  VectorSearch vectors() {
    return index.store.get(VectorSearch.class);
  }

  @Test
  void findsWhatIsMeantInOtherWords() {
    assertThat(descriptions("vehicle accident"))
        .first()
        .isEqualTo("two cars crash at the crossing");
    assertThat(descriptions("preparing vegetables"))
        .first()
        .isEqualTo("a cook chops onions on a wooden board");
  }

  @Test
  void findsWordsInAnyOfTheirForms() {
    Hit hit = hits("\"chopping onions\"").get(0);

    assertThat(hit.event().description()).isEqualTo("a cook chops onions on a wooden board");
    assertThat(hit.ranks().text()).isEqualTo(1);
    assertThat(hit.ranks().meaning()).isEqualTo(1);
    assertThat(hit.score()).isEqualTo(2.0 / 61);
  }

  @Test
  void findsLabels() {
    assertThat(hits("cut").get(0).event().label()).isEqualTo("cut");
  }

  @Test
  void nonsenseFindsNothing() {
    assertThat(hits("xqzt wvkkp 9917")).isEmpty();
    assertThat(hits("quarterly tax declaration form")).isEmpty();
  }

  @Test
  void stopWordsAloneAreNoError() {
    assertThat(hits("the and of")).allSatisfy(hit -> assertThat(hit.ranks().text()).isNull());
  }

  @Test
  void refusesWhatCannotBeSearchedFor() {
    for (String text : List.of("", "  ", "\u0001\n", "a\0b", "x".repeat(1001))) {
      assertThatThrownBy(() -> hits(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("q: ");
    }
    assertThat(hits("x ".repeat(500))).isEmpty();
    for (String text : List.of("'", "\"", "a & b | !c", ":*", "\\", "%", "a <-> b", "-", "😀")) {
      assertThat(hits(text)).as(text).isNotNull();
    }
  }

  @Test
  void everyFilterHoldsForBothRankings() {
    String text = "dog or cars or onions or water";
    assertThat(found(query("hard cut", null, "cut", null)))
        .isNotEmpty()
        .allMatch(event -> event.label().equals("cut"));
    assertThat(found(query("hard cut", null, null, Source.Kind.MODEL)))
        .noneMatch(event -> event.label().equals("cut"));
    assertThat(found(query(text, null, null, null))).hasSize(4);
    assertThat(found(query(text, kitchen, null, null)))
        .isNotEmpty()
        .allMatch(event -> event.videoId().equals(kitchen));
    assertThat(found(query(text, null, null, Source.Kind.MODEL)))
        .hasSizeGreaterThan(2)
        .allMatch(event -> event.source().kind() == Source.Kind.MODEL);
    Query time =
        new Query(
            text,
            street,
            null,
            null,
            MediaTime.ofSeconds(8.0),
            MediaTime.ofSeconds(10.5),
            null,
            null);
    assertThat(found(time))
        .extracting(Event::description)
        .containsOnly("two cars crash at the crossing");
  }

  @Test
  void wallTimeIsOverlapWhereItIsKnown() {
    Instant at = Instant.parse("2024-03-01T12:00:00Z");
    assertThat(found(wall(null, at.plusSeconds(9), at.plusSeconds(13))))
        .extracting(Event::description)
        .containsExactly("water boils over on the stove");
    assertThat(found(wall("onions", at.plusSeconds(8), null)))
        .extracting(Event::description)
        .contains("a cook chops onions on a wooden board");
    assertThat(found(wall(null, null, at.plusSeconds(5)))).isEmpty();
    assertThat(found(wall(null, null, at.plusSeconds(6)))).hasSize(1);
  }

  @Test
  void withoutTextTheNewestVideoComesFirst() {
    Query all = query(null, null, null, null);
    List<Event> events = pages(all, 2);

    assertThat(events).hasSize(6);
    assertThat(events.subList(0, 2)).allMatch(event -> event.videoId().equals(kitchen));
    assertThat(events.subList(2, 6)).extracting(Event::start).isSorted();
  }

  @Test
  void pagesGoOnWhereTheyWereWhileEventsAreAdded() {
    Query query = query("dog or cars or onions or water", null, null, null);
    List<Event> whole = found(query);
    Page<Hit> first = search.search(query, new PageRequest(1, null));
    UUID later = index.register("later");
    try {
      index.apply(
          later,
          TestReports.seen(later, 0, 1, 4, "a dog and cars and onions and water, all of it"));
      index.embed();

      List<Event> paged = new ArrayList<>(List.of(first.items().get(0).event()));
      String cursor = first.next();
      while (cursor != null) {
        Page<Hit> page = search.search(query, new PageRequest(1, cursor));
        page.items().forEach(hit -> paged.add(hit.event()));
        cursor = page.next();
      }
      assertThat(paged).isEqualTo(whole);
      assertThat(found(query)).first().returns(later, Event::videoId);
    } finally {
      index.store.get(VideoStore.class).delete(later);
    }
  }

  @Test
  void refusesCursorsOfOtherQuestions() {
    String cursor =
        search.search(query("a dog", null, null, null), new PageRequest(1, null)).next();
    for (String other : List.of("x", "e30", cursor == null ? "" : cursor)) {
      assertThatThrownBy(
              () -> search.search(query("water", null, null, null), new PageRequest(1, other)))
          .isInstanceOf(InvalidCursorException.class);
    }
  }

  @Test
  void withdrawnEventsAreNotFound() {
    UUID video = index.register("gone");
    index.apply(video, TestReports.seen(video, 0, 1, 4, "an elephant plays the piano"));
    index.embed();
    assertThat(descriptions("elephant piano")).contains("an elephant plays the piano");
    index.store.get(VideoStore.class).delete(video);
    assertThat(descriptions("elephant piano")).doesNotContain("an elephant plays the piano");
  }

  private List<Event> pages(Query query, int limit) {
    List<Event> events = new ArrayList<>();
    String cursor = null;
    do {
      Page<Hit> page = search.search(query, new PageRequest(limit, cursor));
      page.items().forEach(hit -> events.add(hit.event()));
      cursor = page.next();
    } while (cursor != null);
    return events;
  }

  private List<Hit> hits(String text) {
    return search.search(query(text, null, null, null), new PageRequest(200, null)).items();
  }

  private List<String> descriptions(String text) {
    return hits(text).stream().map(hit -> hit.event().description()).toList();
  }

  private List<Event> found(Query query) {
    return search.search(query, new PageRequest(200, null)).items().stream()
        .map(Hit::event)
        .toList();
  }

  private static Query wall(@Nullable String text, @Nullable Instant from, @Nullable Instant to) {
    return new Query(text, null, null, null, null, null, from, to);
  }

  private static Query query(
      @Nullable String text,
      @Nullable UUID video,
      @Nullable String label,
      Source.@Nullable Kind source) {
    return new Query(text, video, label, source, null, null, null, null);
  }
}
