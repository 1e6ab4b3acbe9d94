package io.cuepoint.index.merge;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How surely two clips' reports are of one event. What counts is the part of time that both windows
 * show: there both must say the same, by temporal intersection over union from {@link #IOU} up, or
 * by bounds that each differ by at most {@link #NEAR_MICROS}. So an event that one window cuts off
 * is known again in the other. Windows that only touch are joined where one report goes on in the
 * other.
 */
final class Sameness {
  /** Two spans that share half of their union are one event. */
  static final double IOU = 0.5;

  /** One step of the grid of 2 frames a second, for events too short to overlap. */
  static final long NEAR_MICROS = 500_000;

  static final double NONE = 0;

  private Sameness() {}

  /** More is surer, 2 at most; {@link #NONE} when they are not of one event. */
  static double of(Report a, Report b) {
    if (Objects.equals(a.message().clipId(), b.message().clipId())) {
      return NONE;
    }
    TimeSpan both = common(a, b);
    if (both == null) {
      return a.goesOnIn(b) || b.goesOnIn(a) ? IOU : NONE;
    }
    TimeSpan first = part(a.span(), both);
    TimeSpan second = part(b.span(), both);
    if (first == null || second == null) {
      return NONE;
    }
    double iou = first.iou(second);
    if (iou < IOU && !near(first, second)) {
      return NONE;
    }
    // where several agree on the common part, the one that agrees altogether
    return Math.max(iou, IOU) + a.span().iou(b.span());
  }

  /** What both windows show; all that both say where a window is not known; null for nothing. */
  private static @Nullable TimeSpan common(Report a, Report b) {
    TimeSpan first = a.window();
    TimeSpan second = b.window();
    return first == null || second == null ? a.span().hull(b.span()) : intersection(first, second);
  }

  private static @Nullable TimeSpan part(TimeSpan span, TimeSpan window) {
    boolean apart = span.end().isBefore(window.start()) || window.end().isBefore(span.start());
    return apart
        ? null
        : new TimeSpan(
            MediaTime.max(span.start(), window.start()), MediaTime.min(span.end(), window.end()));
  }

  private static @Nullable TimeSpan intersection(TimeSpan a, TimeSpan b) {
    return a.overlapMicros(b) == 0 ? null : part(a, b);
  }

  private static boolean near(TimeSpan a, TimeSpan b) {
    return Math.abs(a.start().microsUntil(b.start())) <= NEAR_MICROS
        && Math.abs(a.end().microsUntil(b.end())) <= NEAR_MICROS;
  }
}
