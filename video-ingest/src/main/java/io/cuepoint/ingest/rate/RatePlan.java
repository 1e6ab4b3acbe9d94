package io.cuepoint.ingest.rate;

import java.util.List;

/**
 * The windows of a video.
 *
 * @param windows in the order of their starts, without a gap between them
 * @param next where a further one would begin, in microseconds: a video may turn out longer than
 *     its container says
 * @param withinBudget whether the budget of frames holds; where it does not, all windows have the
 *     lowest rate, because nothing is passed over
 */
public record RatePlan(List<RatedWindow> windows, long next, boolean withinBudget) {
  public RatePlan {
    windows = List.copyOf(windows);
  }
}
