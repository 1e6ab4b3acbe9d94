package io.cuepoint.index.merge;

import io.cuepoint.contract.TimeSpan;
import java.util.Objects;

/**
 * How surely two clips' reports are of one event: the temporal intersection over union from {@link
 * #IOU} up, or bounds that each differ by at most {@link #NEAR_MICROS}, or one going on where the
 * other was cut off by its window.
 */
final class Sameness {
  /** Two spans that share half of their union are one event. */
  static final double IOU = 0.5;

  /** One step of the grid of 2 frames a second, for events too short to overlap. */
  static final long NEAR_MICROS = 500_000;

  static final double NONE = 0;

  private Sameness() {}

  /** More is surer; {@link #NONE} when they are not of one event. */
  static double of(Report a, Report b) {
    if (Objects.equals(a.message().clipId(), b.message().clipId())) {
      return NONE;
    }
    double iou = a.span().iou(b.span());
    if (iou >= IOU || near(a.span(), b.span())) {
      return 2 + iou;
    }
    return a.goesOnIn(b) || b.goesOnIn(a) ? 1 + iou : NONE;
  }

  private static boolean near(TimeSpan a, TimeSpan b) {
    return Math.abs(a.start().microsUntil(b.start())) <= NEAR_MICROS
        && Math.abs(a.end().microsUntil(b.end())) <= NEAR_MICROS;
  }
}
