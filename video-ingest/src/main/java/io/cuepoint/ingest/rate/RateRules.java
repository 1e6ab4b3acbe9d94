package io.cuepoint.ingest.rate;

import io.cuepoint.contract.SamplingWishes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rates that windows may have, and how long a window of each may be: all have frames of one
 * size, so that a denser window is a shorter one where the budget of tokens asks it. Every window
 * begins at a multiple of {@code step}, the duration of a frame pair at the lowest rate, so that
 * overlapping windows of one rate share their pairs. Lengths are in microseconds.
 *
 * @param base rate of a stretch as busy as most are
 * @param rates the allowed ones, from the lowest on; each fits the budget of a clip
 * @param window longest window
 * @param overlap what neighbours share at least
 * @param pairs of frames that the budget of a clip pays
 * @param frames budget of a whole video
 */
public record RateRules(
    double base,
    List<Double> rates,
    long window,
    long overlap,
    int pairs,
    int frames,
    RateThresholds thresholds) {

  public RateRules {
    rates = List.copyOf(rates);
  }

  /**
   * The rules for one video; none where no rate leaves windows that overlap as they should.
   *
   * @param usual the model's own rate
   * @param wishes go before what is configured
   * @param pairs of frames that the budget of a clip pays
   */
  public static Optional<RateRules> of(
      RateProperties properties,
      double usual,
      @Nullable SamplingWishes wishes,
      long window,
      long overlap,
      int pairs) {
    SamplingWishes wish = wishes == null ? SamplingWishes.NONE : wishes;
    double least = Objects.requireNonNullElse(wish.leastRate(), properties.least());
    double most = Objects.requireNonNullElse(wish.mostRate(), properties.most());
    double base = Objects.requireNonNullElse(wish.baseRate(), usual);
    // a wish goes before what is configured, on both sides
    least = wish.leastRate() == null ? Math.min(least, Math.min(base, most)) : least;
    most = wish.mostRate() == null ? Math.max(most, Math.max(base, least)) : most;
    int frames = Objects.requireNonNullElse(wish.videoFrames(), properties.frames());
    RateRules all =
        new RateRules(
            base, between(least, most), window, overlap, pairs, frames, properties.thresholds());
    return all.fitting();
  }

  private static List<Double> between(double least, double most) {
    return SamplingWishes.RATES.stream().filter(rate -> least <= rate && rate <= most).toList();
  }

  /** Without the rates whose windows are too short to go on from one to the next. */
  private Optional<RateRules> fitting() {
    return rates.stream()
        .filter(slowest -> length(slowest) >= overlap + pair(slowest))
        .findFirst()
        .map(
            slowest ->
                new RateRules(
                    base,
                    rates.stream()
                        .filter(rate -> rate >= slowest && length(rate) >= overlap + pair(slowest))
                        .toList(),
                    window,
                    overlap,
                    pairs,
                    frames,
                    thresholds));
  }

  /** Duration of a frame pair. */
  static long pair(double rate) {
    return Math.round(2e6 / rate);
  }

  /** Windows begin at multiples of this. */
  long step() {
    return pair(slowest());
  }

  double slowest() {
    return rates.get(0);
  }

  /** The rate that {@code activity} is worth: never lower for a higher one. */
  double rate(double activity) {
    int wanted = indexOfBase() + thresholds.doublings(activity);
    double limit = SamplingWishes.RATES.get(Math.max(0, Math.min(3, wanted)));
    double best = slowest();
    for (double rate : rates) {
      best = rate <= limit ? rate : best;
    }
    return best;
  }

  private int indexOfBase() {
    for (int i = SamplingWishes.RATES.size() - 1; i > 0; i--) {
      if (SamplingWishes.RATES.get(i) <= base) {
        return i;
      }
    }
    return 0;
  }

  /** The rate of a stretch of which nothing is known: the base, or the nearest below it. */
  public double rateOfUnknown() {
    return rate(thresholds.calm());
  }

  /** The longest window of this rate, in whole frame pairs. */
  public long length(double rate) {
    return Math.min(window / pair(rate), pairs) * pair(rate);
  }

  /** From the start of a window of this rate to that of the next. */
  public long stride(double rate) {
    return (length(rate) - overlap) / step() * step();
  }

  /** How many windows of this rate take the place of one of the longest. */
  int windowsInOne(double rate) {
    return (int) Math.max(1, (window - overlap) / Math.max(1, length(rate) - overlap));
  }
}
