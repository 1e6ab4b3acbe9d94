package io.cuepoint.ingest.clip;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.ClipQuestion;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.rate.RatePlanner;
import io.cuepoint.ingest.rate.RateProperties;
import io.cuepoint.ingest.rate.RateRules;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a video is cut for one analysis: by what the model wants, or as configured where no model
 * that may look at the video has told.
 *
 * @param question what every clip is cut for
 * @param interactive whether someone waits for the answers
 * @param framesPerSecond rate of the grid; where {@code rates} are given, that of a stretch as busy
 *     as most are
 * @param minPixels of a frame
 * @param maxPixels likewise
 * @param pictures most single pictures of a clip; 0 where the task asks none
 * @param picturePixels most pixels of each
 * @param rates how windows get rates of their own; null where all have one
 */
public record ClipRules(
    ClipQuestion question,
    boolean interactive,
    ClipWindows windows,
    double framesPerSecond,
    long minPixels,
    long maxPixels,
    int pictures,
    int picturePixels,
    @Nullable RateRules rates) {
  private static final int TOKEN_PIXELS = 28 * 28;

  // what the reference makes a frame of a video at least and at most (qwen-vl-utils, fetch_video)
  private static final int VIDEO_MIN_PIXELS = 128 * TOKEN_PIXELS;
  private static final int VIDEO_MAX_PIXELS = 768 * TOKEN_PIXELS;

  /** The rules for {@code analysis} of the video with this SHA-256, with one rate for all of it. */
  public static ClipRules of(
      ClipProperties properties, Analysis analysis, String sha256, Optional<ModelProfile> latest) {
    return of(properties, null, analysis, sha256, latest);
  }

  /**
   * The rules for {@code analysis} of the video with this SHA-256.
   *
   * @param dynamic how the rate may follow what happens; null for one rate for all of the video
   */
  public static ClipRules of(
      ClipProperties properties,
      @Nullable RateProperties dynamic,
      Analysis analysis,
      String sha256,
      Optional<ModelProfile> latest) {
    ModelProfile model = latest.filter(each -> each.mayLookAt(sha256)).orElse(null);
    ClipProfile told = model == null ? null : model.clips();
    ClipProfile wishes = told == null ? configured(properties) : told;
    boolean follows = dynamic != null && DynamicRate.isFor(dynamic, analysis, wishes);
    if (follows) {
      wishes = DynamicRate.wishes(wishes, analysis.sampling());
    }
    double rate = rate(wishes, analysis.framesPerSecond());
    Integer least = wishes.minPixels();
    Integer most = wishes.maxPixels();
    long maxPixels = most == null ? pixelsWithin(wishes, rate) : most;
    RateRules rates =
        follows && dynamic != null
            ? DynamicRate.rules(dynamic, wishes, analysis.sampling(), maxPixels).orElse(null)
            : null;
    return new ClipRules(
        new ClipQuestion(analysis.id(), analysis.task(), model == null ? null : model.key()),
        analysis.interactive(),
        ClipWindows.of(wishes.seconds(), wishes.overlapSeconds(), rate, analysis.spans()),
        rate,
        least == null ? VIDEO_MIN_PIXELS : least,
        maxPixels,
        analysis.task().asksPictures() ? properties.pictures() : 0,
        properties.picturePixels(),
        rates);
  }

  private static ClipProfile configured(ClipProperties properties) {
    return new ClipProfile(
        properties.window().toNanos() / 1e9,
        properties.overlap().toNanos() / 1e9,
        List.of(properties.framesPerSecond()),
        properties.tokens(),
        null,
        null,
        true);
  }

  /** The same with windows as busy as {@code activity} says; unchanged where all have one rate. */
  public ClipRules planned(ActivityTrack activity) {
    return rates == null
        ? this
        : new ClipRules(
            question,
            interactive,
            ClipWindows.of(RatePlanner.plan(rates, activity), rates),
            framesPerSecond,
            minPixels,
            maxPixels,
            pictures,
            picturePixels,
            rates);
  }

  /** The known rate that is nearest to the wanted one; the usual where none is wanted. */
  private static double rate(ClipProfile wishes, @Nullable Double wanted) {
    if (wanted == null) {
      return wishes.rates().get(0);
    }
    return wishes.rates().stream()
        .min(Comparator.comparingDouble(known -> Math.abs(known - wanted)))
        .orElseThrow();
  }

  private static long pixelsWithin(ClipProfile wishes, double rate) {
    double share = (double) wishes.tokens() * TOKEN_PIXELS / (wishes.seconds() * rate) * 2;
    return (long) Math.max(Math.min(VIDEO_MAX_PIXELS, share), (int) (VIDEO_MIN_PIXELS * 1.05));
  }
}
