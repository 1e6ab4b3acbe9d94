package io.cuepoint.ingest.sample.segment;

import io.cuepoint.contract.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The targets {@code k / framesPerSecond} that lie in the wanted spans. Microseconds. */
final class TargetGrid {
  /** No target. */
  static final long NONE = Long.MAX_VALUE;

  private final double framesPerSecond;
  private final List<TimeSpan> spans;

  /**
   * @param spans in any order; none means all of the video
   */
  TargetGrid(double framesPerSecond, List<TimeSpan> spans) {
    if (!(framesPerSecond > 0 && framesPerSecond <= 240)) {
      throw new IllegalArgumentException(
          "framesPerSecond: " + framesPerSecond + " (expected: > 0 and <= 240)");
    }
    this.framesPerSecond = framesPerSecond;
    this.spans = merged(spans);
  }

  private static List<TimeSpan> merged(List<TimeSpan> spans) {
    List<TimeSpan> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparing(TimeSpan::start));
    List<TimeSpan> merged = new ArrayList<>();
    for (TimeSpan span : sorted) {
      TimeSpan last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && !last.end().isBefore(span.start())) {
        merged.set(merged.size() - 1, last.hull(span));
      } else {
        merged.add(span);
      }
    }
    return List.copyOf(merged);
  }

  /** When target {@code number} is. */
  long time(long number) {
    return Math.round(number * 1e6 / framesPerSecond);
  }

  /** The first wanted target that is not before {@code number}, or {@link #NONE}. */
  long from(long number) {
    if (spans.isEmpty()) {
      return number;
    }
    for (TimeSpan span : spans) {
      long first = Math.max(number, firstIn(span));
      if (time(first) < span.end().micros()) {
        return first;
      }
    }
    return NONE;
  }

  private long firstIn(TimeSpan span) {
    long start = span.start().micros();
    long number = Math.max(0, (long) (start / 1e6 * framesPerSecond) - 1);
    while (time(number) < start) {
      number++;
    }
    return number;
  }

  boolean wants(long time) {
    return spans.isEmpty()
        || spans.stream().anyMatch(s -> s.start().micros() <= time && time < s.end().micros());
  }

  /** No target lies here or later. */
  long end() {
    return spans.isEmpty() ? Long.MAX_VALUE : spans.get(spans.size() - 1).end().micros();
  }
}
