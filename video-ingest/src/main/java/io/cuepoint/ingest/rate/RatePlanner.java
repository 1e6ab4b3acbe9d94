package io.cuepoint.ingest.rate;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.activity.ActivityTrack;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays windows over a video: each as dense as the busiest third of its stretch is worth. Where that
 * is more than the budget of a video, activity counts for less and less everywhere until it is not,
 * so that what is busier is never looked at less. The same activity always gives the same plan.
 */
public final class RatePlanner {
  /** Activity is weakened by half in so many tries. */
  private static final double TRIES_A_HALVING = 2;

  private static final int MAX_TRIES = 64;

  private final RateRules rules;
  private final ActivityTrack activity;

  private RatePlanner(RateRules rules, ActivityTrack activity) {
    this.rules = rules;
    this.activity = activity;
  }

  /** The plan for a video of which {@code activity} tells. */
  public static RatePlan plan(RateRules rules, ActivityTrack activity) {
    return new RatePlanner(rules, activity).plan();
  }

  private RatePlan plan() {
    for (int i = 0; i < MAX_TRIES; i++) {
      RatePlan plan = lay(Math.pow(2, -i / TRIES_A_HALVING));
      if (plan.withinBudget()) {
        return plan;
      }
    }
    return lay(0);
  }

  /**
   * The plan when activity counts for less.
   *
   * @param weight of activity, 0 to 1; 0 gives all windows the lowest rate
   */
  private RatePlan lay(double weight) {
    List<RatedWindow> windows = new ArrayList<>();
    long duration = activity.duration().micros();
    long covered = 0;
    long start = 0;
    while (windows.isEmpty() || covered < duration) {
      double rate = rate(start, weight);
      for (int i = rules.windowsInOne(rate);
          i > 0 && (windows.isEmpty() || covered < duration);
          i--) {
        covered = start + rules.length(rate);
        windows.add(new RatedWindow(TimeSpan.ofMicros(start, covered), rate));
        start += rules.stride(rate);
      }
    }
    long frames = windows.stream().mapToLong(each -> each.targetsUntil(activity.duration())).sum();
    return new RatePlan(windows, start, frames <= rules.frames());
  }

  private double rate(long start, double weight) {
    if (weight == 0) {
      return rules.slowest();
    }
    MediaTime from = MediaTime.ofMicros(start);
    TimeSpan stretch = new TimeSpan(from, from.plusMicros(rules.window()));
    double busiest = activity.busiest(stretch).orElse(rules.thresholds().calm());
    return rules.rate(busiest * weight);
  }
}
