package io.cuepoint.index.merge;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one clip says of one event: mostly one report; several where a model said a thing twice.
 *
 * @param reports sorted by {@link Report#BY_PLACE}
 */
record Sighting(List<Report> reports, TimeSpan span) {
  /** Within this of a window's border an event is taken to go on beyond it: 1 s. */
  static final long BORDER_MICROS = 1_000_000;

  static final Comparator<Sighting> BY_PLACE =
      Comparator.comparing((Sighting sighting) -> sighting.span().start())
          .thenComparing(sighting -> sighting.span().end())
          .thenComparing(Sighting::earliest, Report.BY_PLACE);

  private static final Comparator<Report> BEST_FIRST =
      Comparator.comparing(
              (Report report) -> report.message().confidence(),
              Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(report -> -report.span().lengthMicros())
          .thenComparing(Report.BY_PLACE);

  private static final Comparator<Report> LATEST_FIRST =
      Comparator.comparing((Report report) -> report.span().end())
          .reversed()
          .thenComparing(Report.BY_PLACE);

  static Sighting of(Report report) {
    return new Sighting(List.of(report), report.span());
  }

  /** Both together; of one clip. */
  Sighting with(Sighting other) {
    return new Sighting(
        Stream.concat(reports.stream(), other.reports.stream()).sorted(Report.BY_PLACE).toList(),
        span.hull(other.span));
  }

  /** Id of the clip, as text. */
  String clip() {
    return String.valueOf(earliest().message().clipId());
  }

  @Nullable TimeSpan window() {
    return earliest().window();
  }

  /** The surest report: what it says stands for all. */
  EventLocalized best() {
    return reports.stream().min(BEST_FIRST).orElseThrow().message();
  }

  Report earliest() {
    return reports.get(0);
  }

  Report latest() {
    return reports.stream().min(LATEST_FIRST).orElseThrow();
  }

  boolean cutAtStart() {
    TimeSpan window = window();
    return window != null && window.start().microsUntil(span.start()) <= BORDER_MICROS;
  }

  boolean cutAtEnd() {
    TimeSpan window = window();
    return window != null && span.end().microsUntil(window.end()) <= BORDER_MICROS;
  }

  /** Whether {@code next}, from a window that begins later, shows how this one goes on. */
  boolean goesOnIn(Sighting next) {
    TimeSpan window = window();
    TimeSpan other = next.window();
    if (window == null || other == null || !cutAtEnd() || !next.cutAtStart()) {
      return false;
    }
    MediaTime nextStart = other.start();
    return window.start().isBefore(nextStart)
        && window.end().microsUntil(nextStart) <= BORDER_MICROS;
  }
}
