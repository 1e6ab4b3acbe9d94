package io.cuepoint.ingest.clip;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.ingest.rate.RateProperties;
import io.cuepoint.ingest.rate.RateRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether and how the rate of an analysis follows what happens in the video. */
final class DynamicRate {
  private static final int TOKEN_PIXELS = 28 * 28;

  private DynamicRate() {}

  /** It does where a whole video is looked at, at no certain rate, for a model that allows it. */
  static boolean isFor(RateProperties properties, Analysis analysis, ClipProfile wishes) {
    return properties.dynamic()
        && wishes.choosesRates()
        && SamplingWishes.RATES.contains(wishes.rates().get(0))
        && analysis.framesPerSecond() == null
        && analysis.spans().isEmpty();
  }

  /** What the model wants, less what was wished for the analysis. */
  static ClipProfile wishes(ClipProfile told, @Nullable SamplingWishes sampling) {
    SamplingWishes wish = sampling == null ? SamplingWishes.NONE : sampling;
    return new ClipProfile(
        told.seconds(),
        told.overlapSeconds(),
        List.of(Objects.requireNonNullElse(wish.baseRate(), told.rates().get(0))),
        Objects.requireNonNullElse(wish.clipTokens(), told.tokens()),
        told.minPixels(),
        told.maxPixels(),
        told.dynamicRate());
  }

  /** The rules of the rates for frames of {@code maxPixels}. */
  static Optional<RateRules> rules(
      RateProperties properties,
      ClipProfile wishes,
      @Nullable SamplingWishes sampling,
      long maxPixels) {
    int tokensOfAPair = (int) Math.max(1, maxPixels / TOKEN_PIXELS);
    return RateRules.of(
        properties,
        wishes.rates().get(0),
        sampling,
        Math.round(wishes.seconds() * 1e6),
        Math.round(wishes.overlapSeconds() * 1e6),
        wishes.tokens() / tokensOfAPair);
  }
}
