package io.cuepoint.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How densely a video is to be sampled, where that may follow what happens in it; null leaves a
 * point as it is configured.
 *
 * @param baseRate frames a second of a stretch as busy as most are, one of {@link #RATES}
 * @param leastRate of the stillest stretch, likewise
 * @param mostRate of the busiest, likewise
 * @param clipTokens budget of visual tokens for one clip, at least 1,024
 * @param videoFrames budget of frames for all clips of the video together
 */
public record SamplingWishes(
    @Nullable Double baseRate,
    @Nullable Double leastRate,
    @Nullable Double mostRate,
    @Nullable Integer clipTokens,
    @Nullable Integer videoFrames) {
  /** Frames a second that a clip may have; each is twice the one before. */
  public static final List<Double> RATES = List.of(0.5, 1.0, 2.0, 4.0);

  /** Fewer tokens do not pay for frames enough to tell what happens in a clip. */
  private static final int LEAST_TOKENS = 1024;

  /** Nothing of it is wished. */
  public static final SamplingWishes NONE = new SamplingWishes(null, null, null, null, null);

  public SamplingWishes {
    checkRate("baseRate", baseRate);
    checkRate("leastRate", leastRate);
    checkRate("mostRate", mostRate);
    checkOrder("leastRate", leastRate, "baseRate", baseRate);
    checkOrder("baseRate", baseRate, "mostRate", mostRate);
    checkOrder("leastRate", leastRate, "mostRate", mostRate);
    checkBudget("clipTokens", clipTokens, LEAST_TOKENS);
    checkBudget("videoFrames", videoFrames, 1);
  }

  private static void checkRate(String name, @Nullable Double rate) {
    if (rate != null && !RATES.contains(rate)) {
      throw new IllegalArgumentException(name + ": " + rate + " (expected: one of " + RATES + ")");
    }
  }

  private static void checkOrder(
      String lowName, @Nullable Double low, String highName, @Nullable Double high) {
    if (low != null && high != null && low > high) {
      throw new IllegalArgumentException(
          "%s: %s (expected: at most %s, %s)".formatted(lowName, low, highName, high));
    }
  }

  private static void checkBudget(String name, @Nullable Integer budget, int least) {
    if (budget != null && budget < least) {
      throw new IllegalArgumentException(name + ": " + budget + " (expected: >= " + least + ")");
    }
  }
}
