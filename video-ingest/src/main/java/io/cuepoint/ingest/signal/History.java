package io.cuepoint.ingest.signal;

import java.io.IOException;

/**
 * The last seconds of pictures, numbered from 0 over the whole video. Bounded by time and by count;
 * not thread-safe.
 */
final class History {
  /** Enough for the slowest look back: a fade of six seconds and what follows it. */
  static final long KEPT_MICROS = 8_000_000;

  /** 8 s at the 250 pictures a second that {@link Signals} lets through. */
  private static final int CAPACITY = 2048;

  private final LumaGrid[] ring = new LumaGrid[CAPACITY];
  private long first;
  private long next;

  void add(LumaGrid grid) {
    ring[(int) (next % CAPACITY)] = grid;
    next++;
    // reckoned from the last picture but one: what lies before a gap stays until it was seen
    while (next - first > CAPACITY
        || (next - first > 8 && get(next - 2).micros() - get(first).micros() > KEPT_MICROS)) {
      first++;
    }
  }

  /** Notes the pictures that are kept, or takes them back. */
  void remember(Memo memo) throws IOException {
    first = memo.whole(first);
    next = first + memo.count((int) (next - first), CAPACITY);
    for (long i = first; i < next; i++) {
      int at = (int) (i % CAPACITY);
      ring[at] = LumaGrid.remember(memo, ring[at]);
    }
  }

  LumaGrid get(long index) {
    return ring[(int) (index % CAPACITY)];
  }

  long first() {
    return first;
  }

  /** Number of the newest picture; -1 before there is one. */
  long last() {
    return next - 1;
  }

  LumaGrid newest() {
    return get(last());
  }

  /** Number of the last picture at or before {@code micros}, or of the oldest kept. */
  long indexAt(long micros) {
    long low = first;
    long high = last();
    while (low < high) {
      long middle = (low + high + 1) >>> 1;
      if (get(middle).micros() <= micros) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Seconds between a picture and the one before it, or after it where there is none before. */
  double interval(long index) {
    if (index > first) {
      return (get(index).micros() - get(index - 1).micros()) / 1e6;
    }
    return index < last() ? (get(index + 1).micros() - get(index).micros()) / 1e6 : 0;
  }
}
