package io.cuepoint.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model wants of its clips.
 *
 * @param seconds longest clip
 * @param overlapSeconds what neighbours share
 * @param rates frames a second that it knows, the usual one first; none above 4
 * @param tokens budget of visual tokens for one clip
 * @param minPixels of a frame; null for the reference's rules for video
 * @param maxPixels likewise
 * @param dynamicRate whether a clip may be of any rate of {@link SamplingWishes#RATES}, as busy as
 *     it is; null for no: all clips are of the usual rate
 */
public record ClipProfile(
    double seconds,
    double overlapSeconds,
    List<Double> rates,
    int tokens,
    @Nullable Integer minPixels,
    @Nullable Integer maxPixels,
    @Nullable Boolean dynamicRate) {
  public ClipProfile {
    rates = List.copyOf(rates);
    if (!(seconds > 0 && overlapSeconds >= 0 && overlapSeconds < seconds)) {
      throw new IllegalArgumentException(
          "clip: %s s, overlap %s s (expected: 0 <= overlap < length)"
              .formatted(seconds, overlapSeconds));
    }
    if (rates.isEmpty() || !rates.stream().allMatch(r -> r > 0 && r <= Analysis.MAX_RATE)) {
      throw new IllegalArgumentException(
          "rates: " + rates + " (expected: at least one, > 0 and <= " + Analysis.MAX_RATE + ")");
    }
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens: " + tokens + " (expected: >= 1)");
    }
    if ((minPixels == null) != (maxPixels == null)
        || (minPixels != null && maxPixels != null && (minPixels < 1 || maxPixels < minPixels))) {
      throw new IllegalArgumentException(
          "pixels: %s to %s (expected: both or none, 1 <= least <= most)"
              .formatted(minPixels, maxPixels));
    }
  }

  /** Of a model that wants the usual rate in every clip. */
  public ClipProfile(
      double seconds,
      double overlapSeconds,
      List<Double> rates,
      int tokens,
      @Nullable Integer minPixels,
      @Nullable Integer maxPixels) {
    this(seconds, overlapSeconds, rates, tokens, minPixels, maxPixels, null);
  }

  /** Whether ingest may choose each clip's rate. */
  public boolean choosesRates() {
    return Boolean.TRUE.equals(dynamicRate);
  }
}
