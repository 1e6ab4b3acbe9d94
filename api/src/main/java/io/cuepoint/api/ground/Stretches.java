package io.cuepoint.api.ground;

import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which parts of a video are looked at for a question. */
final class Stretches {
  /** How far around a bound it is looked at again. */
  private static final double EDGE_SECONDS = 6;

  private Stretches() {}

  /**
   * The {@code most} best windows of the model's grid: those that show the best candidates, then,
   * where there are fewer, others spread evenly.
   *
   * @param candidates best first
   */
  static List<TimeSpan> windows(
      List<Event> candidates, ClipProfile clips, MediaTime duration, int most) {
    long length = Math.round(clips.seconds() * 1e6);
    long stride = Math.max(1_000_000, length - Math.round(clips.overlapSeconds() * 1e6));
    List<TimeSpan> grid = new ArrayList<>();
    for (long start = 0;
        start == 0 || start + length - stride < duration.micros();
        start += stride) {
      grid.add(
          TimeSpan.ofMicros(start, Math.max(start, Math.min(start + length, duration.micros()))));
    }
    Set<Integer> chosen = new TreeSet<>();
    for (Event candidate : candidates) {
      int best = bestFor(candidate, grid);
      boolean shown = chosen.stream().anyMatch(each -> holds(grid.get(each), candidate));
      if (!shown && chosen.size() < most) {
        chosen.add(best);
      }
    }
    for (int k = 0; k < most && chosen.size() < Math.min(most, grid.size()); k++) {
      int spread = (int) ((2L * k + 1) * grid.size() / (2L * most));
      chosen.add(spread);
    }
    return joined(chosen.stream().map(grid::get).toList());
  }

  private static boolean holds(TimeSpan window, Event event) {
    return !event.start().isBefore(window.start()) && !window.end().isBefore(event.end());
  }

  /** The window in whose middle the event's middle is most nearly. */
  private static int bestFor(Event event, List<TimeSpan> grid) {
    long middle = (event.start().micros() + event.end().micros()) / 2;
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < grid.size(); i++) {
      TimeSpan window = grid.get(i);
      long away = Math.abs((window.start().micros() + window.end().micros()) / 2 - middle);
      if (away < least) {
        least = away;
        best = i;
      }
    }
    return best;
  }

  /** Around the bounds of {@code answers}, within the video. */
  static List<TimeSpan> edges(List<Event> answers, ClipProfile clips, MediaTime duration) {
    long around = Math.round(Math.min(clips.seconds() / 2, EDGE_SECONDS) * 1e6);
    List<TimeSpan> edges = new ArrayList<>();
    for (Event answer : answers) {
      for (MediaTime bound : List.of(answer.start(), answer.end())) {
        long from = Math.max(0, bound.micros() - around);
        long to = Math.min(duration.micros(), bound.micros() + around);
        if (from < to) {
          edges.add(TimeSpan.ofMicros(from, to));
        }
      }
    }
    edges.sort(Comparator.comparing(TimeSpan::start));
    return joined(edges);
  }

  /** What of {@code [0, duration)} is in none of {@code spans}. */
  static List<TimeSpan> rest(List<TimeSpan> spans, MediaTime duration) {
    List<TimeSpan> rest = new ArrayList<>();
    MediaTime at = MediaTime.ZERO;
    List<TimeSpan> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparing(TimeSpan::start));
    for (TimeSpan span : sorted) {
      if (at.isBefore(span.start())) {
        rest.add(new TimeSpan(at, MediaTime.min(span.start(), duration)));
      }
      at = MediaTime.max(at, span.end());
    }
    if (at.isBefore(duration)) {
      rest.add(new TimeSpan(at, duration));
    }
    return rest;
  }

  /** Those that overlap or touch as one; sorted by start. */
  private static List<TimeSpan> joined(List<TimeSpan> spans) {
    List<TimeSpan> joined = new ArrayList<>();
    for (TimeSpan span : spans) {
      TimeSpan last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && !last.end().isBefore(span.start())) {
        joined.set(joined.size() - 1, last.hull(span));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }
}
