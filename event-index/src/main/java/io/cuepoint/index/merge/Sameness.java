package io.cuepoint.index.merge;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * How surely two reports that mean the same are of one event. They are when they overlap or are at
 * most {@link #NEAR_MICROS} apart, or when the windows of their clips only touch and one goes on in
 * the other. The surer, the more they agree, by temporal intersection over union, on the part of
 * time that both windows show; then altogether.
 */
final class Sameness {
  /** Two steps of the grid of 2 frames a second: how far two looks at one bound may differ. */
  static final long NEAR_MICROS = 1_000_000;

  static final double NONE = 0;

  /** What sets a pair that barely belongs together apart from one that does not. */
  private static final double LEAST = 1;

  private Sameness() {}

  /** More is surer, 3 at most; {@link #NONE} when they are not of one event. */
  static double of(Sighting a, Sighting b) {
    if (!near(a.span(), b.span()) && !a.goesOnIn(b) && !b.goesOnIn(a)) {
      return NONE;
    }
    TimeSpan both = common(a, b);
    TimeSpan first = both == null ? null : part(a.span(), both);
    TimeSpan second = both == null ? null : part(b.span(), both);
    double agreement = first == null || second == null ? 0 : first.iou(second);
    return LEAST + agreement + a.span().iou(b.span());
  }

  /** Whether they overlap or are hardly apart. */
  static boolean near(TimeSpan a, TimeSpan b) {
    return a.end().microsUntil(b.start()) <= NEAR_MICROS
        && b.end().microsUntil(a.start()) <= NEAR_MICROS;
  }

  /** What both windows show; all that both say where a window is not known; null for nothing. */
  private static @Nullable TimeSpan common(Sighting a, Sighting b) {
    TimeSpan first = a.window();
    TimeSpan second = b.window();
    if (first == null || second == null) {
      return a.span().hull(b.span());
    }
    return first.overlapMicros(second) == 0 ? null : part(first, second);
  }

  private static @Nullable TimeSpan part(TimeSpan span, TimeSpan window) {
    boolean apart = span.end().isBefore(window.start()) || window.end().isBefore(span.start());
    return apart
        ? null
        : new TimeSpan(
            MediaTime.max(span.start(), window.start()), MediaTime.min(span.end(), window.end()));
  }
}
