package io.cuepoint.index.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.StableId;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.TestReports;
import io.cuepoint.index.embed.AllMiniLmEmbedder;
import io.cuepoint.index.merge.Spans.Described;
import io.cuepoint.index.store.EventTable.Group;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random timelines, cut into windows as ingest cuts them and told as a model tells them. */
class TimelineTest {
  private static final UUID VIDEO = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final Group GROUP = new Group(VIDEO, TestReports.MODEL, "event");
  private static final double SECONDS = 1200;
  private static final List<String> COLOURS = List.of("blue", "red", "white", "green");
  private static final List<String> SHAPES = List.of("circle", "star");
  private static final List<String> ACTIONS =
      List.of(
          "rises from the bottom",
          "falls from the top",
          "moves from left to right",
          "moves from right to left",
          "blinks");
  private static final Meaning MEANING =
      new EmbeddedMeaning(new AllMiniLmEmbedder(), new MergeProperties(0.85));

  static Stream<Arguments> timelines() {
    Long replayed = Long.getLong("seed");
    List<Long> seeds =
        replayed != null ? List.of(replayed) : List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    return seeds.stream()
        .flatMap(
            seed ->
                Stream.of(
                    Arguments.of(seed, 60.0, 6.0),
                    Arguments.of(seed, 12.0, 4.0),
                    Arguments.of(seed, 60.0, 0.0),
                    Arguments.of(seed, 12.0, 0.0)));
  }

  @ParameterizedTest(name = "seed {0}, windows of {1} s that share {2} s")
  @MethodSource("timelines")
  void putsATimelineTogetherAgain(long seed, double length, double overlap) {
    Random random = new Random(seed);
    List<Described> truth = timeline(random);
    List<Report> exact = seen(truth, length, overlap, 0, random);

    assertThat(Spans.f1(truth, Spans.of(merge(exact)))).isEqualTo(1);
    List<Report> jittered = seen(truth, length, overlap, 0.5, random);
    assertThat(Spans.f1(truth, Spans.of(merge(jittered)))).isGreaterThanOrEqualTo(0.95);
  }

  @ParameterizedTest(name = "seed {0}, windows of {1} s that share {2} s")
  @MethodSource("timelines")
  void orderAndRepeatsMakeNoDifference(long seed, double length, double overlap) {
    Random random = new Random(seed);
    List<Report> reports = seen(timeline(random), length, overlap, 0.5, random);
    List<Merged> expected = merge(reports);
    assertThat(expected).extracting(merged -> merged.event().id()).doesNotHaveDuplicates();

    for (int round = 0; round < 3; round++) {
      List<Report> shuffled = new ArrayList<>(reports);
      shuffled.addAll(reports.subList(0, random.nextInt(reports.size())));
      Collections.shuffle(shuffled, random);
      assertThat(merge(shuffled)).isEqualTo(expected);
    }
  }

  private static List<Merged> merge(List<Report> reports) {
    return EventMerger.merge(GROUP, reports, MEANING);
  }

  /** Several things at a time; the same thing again only when it is clearly another event. */
  private static List<Described> timeline(Random random) {
    List<Described> truth = new ArrayList<>();
    Map<String, Double> free = new HashMap<>();
    for (double at = 1; at < SECONDS - 100; at += 1 + random.nextInt(60) / 10.0) {
      String description =
          "a %s %s %s".formatted(any(COLOURS, random), any(SHAPES, random), any(ACTIONS, random));
      if (free.getOrDefault(description, 0.0) <= at) {
        double seconds = 2 + (random.nextInt(8) == 0 ? random.nextInt(80) : random.nextInt(8));
        truth.add(new Described(TimeSpan.ofSeconds(at, at + seconds), description));
        free.put(description, at + seconds + 4);
      }
    }
    return truth;
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /** What a model says of each window; of what it sees for less than a second it says nothing. */
  private static List<Report> seen(
      List<Described> truth, double length, double overlap, double jitter, Random random) {
    List<Report> reports = new ArrayList<>();
    for (double at = 0; at < SECONDS; at += length - overlap) {
      TimeSpan window = TimeSpan.ofSeconds(at, at + length);
      for (Described event : truth) {
        if (event.span().overlapMicros(window) >= 1_000_000) {
          int times = random.nextInt(10) == 0 ? 2 : 1;
          for (int i = 0; i < times; i++) {
            reports.add(report(event, window, jitter, random));
          }
        }
      }
    }
    Collections.shuffle(reports, random);
    return reports.stream().distinct().toList();
  }

  private static Report report(Described event, TimeSpan window, double jitter, Random random) {
    double start = event.span().start().toDouble() + jitter * (2 * random.nextDouble() - 1);
    double end = event.span().end().toDouble() + jitter * (2 * random.nextDouble() - 1);
    double from = Math.max(start, window.start().toDouble());
    double to = Math.min(Math.max(end, from + 0.1), window.end().toDouble());
    String description =
        random.nextBoolean()
            ? event.description()
            : event.description().toUpperCase(Locale.ROOT) + ".";
    EventLocalized report =
        TestReports.report(
            VIDEO,
            StableId.of(VIDEO, window.start()),
            TestReports.MODEL,
            "event",
            Math.min(from, to),
            to,
            description);
    return new Report(report, window);
  }
}
