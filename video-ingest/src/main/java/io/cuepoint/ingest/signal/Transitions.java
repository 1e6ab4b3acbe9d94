package io.cuepoint.ingest.signal;

import io.cuepoint.contract.TimeSpan;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The last cuts, fades, dissolves and flashes: what changes a picture without anything moving in
 * it. Bounded.
 */
final class Transitions {
  private static final int KEPT = 256;

  private final ArrayDeque<TimeSpan> changesOfShot = new ArrayDeque<>();
  private final ArrayDeque<TimeSpan> flashes = new ArrayDeque<>();

  void addChangeOfShot(TimeSpan span) {
    add(changesOfShot, span);
  }

  void addFlash(TimeSpan span) {
    add(flashes, span);
  }

  /** Whether the picture at {@code micros} belongs to a change of shot, its last one included. */
  boolean changesShot(long micros) {
    for (TimeSpan span : changesOfShot) {
      if (micros > span.start().micros() && micros <= span.end().micros()) {
        return true;
      }
    }
    return false;
  }

  boolean flashes(long micros) {
    for (TimeSpan span : flashes) {
      if (micros >= span.start().micros() && micros < span.end().micros()) {
        return true;
      }
    }
    return false;
  }

  /** Notes them, or takes them back. */
  void remember(Memo memo) throws IOException {
    remember(memo, changesOfShot);
    remember(memo, flashes);
  }

  private static void remember(Memo memo, ArrayDeque<TimeSpan> spans) throws IOException {
    int count = memo.count(spans.size(), KEPT);
    List<TimeSpan> now = List.copyOf(spans);
    spans.clear();
    for (int i = 0; i < count; i++) {
      TimeSpan span = i < now.size() ? now.get(i) : TimeSpan.ofMicros(0, 0);
      spans.add(new TimeSpan(memo.time(span.start()), memo.time(span.end())));
    }
  }

  private static void add(ArrayDeque<TimeSpan> spans, TimeSpan span) {
    if (spans.size() == KEPT) {
      spans.removeFirst();
    }
    spans.addLast(span);
  }
}
