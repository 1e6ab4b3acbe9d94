package io.cuepoint.ingest.signal;

import io.cuepoint.contract.TimeSpan;
import java.util.ArrayDeque;

/**
 * The last cuts, fades, dissolves and flashes: what changes a picture without anything moving in
 * it.
 */
final class Transitions {
  private static final int KEPT = 64;

  private final ArrayDeque<TimeSpan> spans = new ArrayDeque<>();

  void add(TimeSpan span) {
    if (spans.size() == KEPT) {
      spans.removeFirst();
    }
    spans.addLast(span);
  }

  /** Microseconds of {@code span} that lie in transitions. */
  long covered(TimeSpan span) {
    long sum = 0;
    for (TimeSpan transition : spans) {
      sum += span.overlapMicros(transition);
    }
    return sum;
  }
}
