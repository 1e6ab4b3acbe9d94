package io.cuepoint.ingest.rate;

/**
 * Which activity is worth which rate. Activity is a share of the picture, 0 to 1.
 *
 * @param still less is worth a quarter of the base rate
 * @param calm less is worth half of it
 * @param busy as much or more is worth twice of it
 */
record RateThresholds(double still, double calm, double busy) {
  RateThresholds {
    if (!(0 <= still && still <= calm && calm <= busy)) {
      throw new IllegalArgumentException(
          "still, calm, busy: %s, %s, %s (expected: 0 <= still <= calm <= busy)"
              .formatted(still, calm, busy));
    }
  }

  /** Doublings of the base rate that {@code activity} is worth, -2 to 1. */
  int doublings(double activity) {
    if (activity < still) {
      return -2;
    }
    if (activity < calm) {
      return -1;
    }
    return activity < busy ? 0 : 1;
  }
}
