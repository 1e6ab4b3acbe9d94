package io.cuepoint.worker.localize;

import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.ClipQuestion;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.contract.SamplingWishes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model may and can look at a clip. One that was cut for another model is answered where
 * it is of the length, rate and size that this one knows.
 */
final class ClipFit {
  private static final double SLACK = 1e-3;

  private ClipFit() {}

  /** Why not; null when it can. */
  static @Nullable String refusal(ClipSampled clip, ModelProfile profile) {
    ClipQuestion question = clip.question();
    String cutFor = question == null ? null : question.profile();
    if (cutFor != null && cutFor.equals(profile.key())) {
      return null;
    }
    if (profile.onlyVideos() != null) {
      return "no model configured: " + profile.model() + " looks at its own films only";
    }
    ClipProfile wants = profile.clips();
    if (wants == null) {
      return null;
    }
    double seconds = clip.window().lengthMicros() / 1e6;
    if (seconds > wants.seconds() + SLACK) {
      return refused(clip, cutFor, "%.1f s".formatted(seconds), wants.seconds() + " s at most");
    }
    List<Double> rates = wants.choosesRates() ? SamplingWishes.RATES : wants.rates();
    if (rates.stream().noneMatch(r -> Math.abs(r - clip.framesPerSecond()) < SLACK)) {
      return refused(clip, cutFor, clip.framesPerSecond() + " fps", rates + " fps");
    }
    Integer most = wants.maxPixels();
    if (most != null && clip.width() * clip.height() > most) {
      return refused(clip, cutFor, clip.width() + " x " + clip.height(), most + " pixels at most");
    }
    return null;
  }

  private static String refused(
      ClipSampled clip, @Nullable String cutFor, String found, String expected) {
    return "clip %d was cut for %s: %s (expected: %s)"
        .formatted(clip.index(), cutFor == null ? "no model" : cutFor, found, expected);
  }
}
