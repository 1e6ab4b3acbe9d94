package io.cuepoint.index.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.store.EventDraft;
import io.cuepoint.index.store.EventTable.Group;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventMergerTest {
  private static final UUID VIDEO = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final Group MODEL = new Group(VIDEO, TestReports.MODEL, "event");
  private static final Group CUTS = new Group(VIDEO, TestReports.CUT, "cut");

  static List<Long> seeds() {
    Long replayed = Long.getLong("seed");
    return replayed != null
        ? List.of(replayed)
        : List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orderAndRepeatsMakeNoDifference(long seed) {
    Random random = new Random(seed);
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int clip = random.nextInt(6);
      double start = clip * 54 + random.nextInt(58);
      double end = Math.min(clip * 54 + 60, start + random.nextInt(20));
      reports.add(seen(clip, start, end, "number " + random.nextInt(3)));
    }
    List<EventDraft> expected = merge(MODEL, reports);

    for (int round = 0; round < 10; round++) {
      List<Report> shuffled = new ArrayList<>(reports);
      shuffled.addAll(reports.subList(0, random.nextInt(reports.size())));
      Collections.shuffle(shuffled, random);
      assertThat(merge(MODEL, shuffled)).isEqualTo(expected);
    }
    assertThat(expected).extracting(EventDraft::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyTrueEventComesOutOnceWhereverTheWindowsCutIt(long seed) {
    Random random = new Random(seed);
    List<TimeSpan> truth = new ArrayList<>();
    double at = 2;
    while (at < 500) {
      double length = 2 + random.nextInt(90);
      truth.add(TimeSpan.ofSeconds(at, at + length));
      at += length + 4 + random.nextInt(20);
    }
    List<Report> reports = new ArrayList<>();
    for (TimeSpan event : truth) {
      for (int clip = 0; clip < 15; clip++) {
        TimeSpan window = TestReports.window(clip);
        if (event.overlapMicros(window) >= 1_000_000) {
          double start = Math.max(event.start().toDouble(), window.start().toDouble());
          double end = Math.min(event.end().toDouble(), window.end().toDouble());
          reports.add(seen(clip, start, end, "event"));
        }
      }
    }
    Collections.shuffle(reports, random);

    assertThat(merge(MODEL, reports)).extracting(EventDraft::span).isEqualTo(truth);
  }

  @Test
  void joinsWhatTwoClipsSawInTheirCommonPart() {
    List<EventDraft> events =
        merge(MODEL, List.of(seen(0, 55, 58, "a dog runs"), seen(1, 55.5, 58.5, "A dog runs.")));

    assertThat(events).hasSize(1);
    assertThat(events.get(0).evidence()).hasSize(2);
  }

  @Test
  void keepsApartWhatMeansOtherThings() {
    assertThat(
            merge(MODEL, List.of(seen(0, 10, 20, "a man speaks"), seen(0, 10, 20, "a dog barks"))))
        .as("of one clip")
        .hasSize(2);
    assertThat(
            merge(MODEL, List.of(seen(0, 55, 58, "a man speaks"), seen(1, 55, 58, "a dog barks"))))
        .as("of two clips")
        .hasSize(2);
  }

  @Test
  void whatOneClipSaysTwiceIsOneEvent() {
    assertThat(merge(MODEL, List.of(seen(0, 8, 12, "it falls"), seen(0, 9, 13, "it falls"))))
        .extracting(EventDraft::span)
        .containsExactly(TimeSpan.ofSeconds(8, 13));
    assertThat(merge(MODEL, List.of(seen(0, 8, 12, "it falls"), seen(0, 13, 15, "it falls"))))
        .extracting(EventDraft::span)
        .containsExactly(TimeSpan.ofSeconds(8, 15));
    assertThat(merge(MODEL, List.of(seen(0, 8, 12, "it falls"), seen(0, 13.5, 15, "it falls"))))
        .hasSize(2);
  }

  @Test
  void whatAClipTellsApartStaysApart() {
    List<EventDraft> events =
        merge(
            MODEL,
            List.of(
                seen(0, 54.1, 55.5, "knock"),
                seen(0, 57, 59.9, "knock"),
                seen(1, 54.2, 59.8, "knock")));

    assertThat(events).hasSize(2);
  }

  @Test
  void theBestPairIsJoinedFirst() {
    List<EventDraft> events =
        merge(
            MODEL,
            List.of(
                seen(0, 54, 55, "knock"), seen(0, 56.5, 58, "knock"), seen(1, 56, 58.1, "knock")));

    assertThat(events)
        .extracting(EventDraft::span)
        .containsExactly(TimeSpan.ofSeconds(54, 55), TimeSpan.ofSeconds(56, 58.1));
  }

  @Test
  void theIdDoesNotDependOnTheClips() {
    Report first = seen(0, 10, 20, "a dog runs");
    Report again =
        new Report(
            TestReports.report(
                VIDEO, UUID.randomUUID(), TestReports.MODEL, "event", 10, 20, "A dog runs."),
            TimeSpan.ofSeconds(5, 30));

    assertThat(merge(MODEL, List.of(again)).get(0).id())
        .isEqualTo(merge(MODEL, List.of(first)).get(0).id());
    assertThat(merge(MODEL, List.of(seen(0, 10, 20, "a cat runs"))).get(0).id())
        .isNotEqualTo(merge(MODEL, List.of(first)).get(0).id());
  }

  @Test
  void anEventSaysWhichReportsItIsMadeOf() {
    Report one = seen(0, 55, 58, "a dog runs");
    Report other = seen(1, 55.5, 58.5, "a dog runs");

    assertThat(EventMerger.merge(MODEL, List.of(one, other), Meaning.WORDS))
        .singleElement()
        .returns(Set.of(one.message().reportId(), other.message().reportId()), Merged::reports);
  }

  @Test
  void goesOnAcrossTheBorderOfTwoWindows() {
    List<EventDraft> events =
        merge(MODEL, List.of(seen(0, 30, 60, "they play"), seen(1, 54, 100, "they play")));

    assertThat(events).singleElement().returns(TimeSpan.ofSeconds(30, 100), EventDraft::span);
  }

  @Test
  void theIdStaysWhenALaterWindowGoesOn() {
    Report first = seen(0, 30, 60, "they play");
    UUID alone = merge(MODEL, List.of(first)).get(0).id();

    assertThat(merge(MODEL, List.of(seen(1, 54, 100, "they play"), first)))
        .singleElement()
        .returns(alone, EventDraft::id);
  }

  @Test
  void neverJoinsReportsAboutTheWholeVideo() {
    List<Report> cuts = new ArrayList<>();
    for (double at : new double[] {10, 10.04, 10.08}) {
      cuts.add(new Report(TestReports.cut(VIDEO, at), null));
    }
    assertThat(merge(CUTS, cuts)).hasSize(3);
  }

  private static List<EventDraft> merge(Group group, List<Report> reports) {
    return EventMerger.merge(group, reports, Meaning.WORDS).stream().map(Merged::event).toList();
  }

  private static Report seen(int clip, double start, double end, String description) {
    return new Report(
        TestReports.seen(VIDEO, clip, start, end, description), TestReports.window(clip));
  }
}
