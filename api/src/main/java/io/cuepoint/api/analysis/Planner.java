package io.cuepoint.api.analysis;

import io.cuepoint.api.analysis.PlanView.Computing;
import io.cuepoint.api.analysis.PlanView.Window;
import io.cuepoint.api.query.ComputingTime;
import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.clip.ClipPlan;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.rate.RateProperties;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Plans an analysis as ingest would cut it, and estimates its cost. */
final class Planner {
  private final ClipProperties clips;
  private final RateProperties rates;

  Planner(ClipProperties clips, RateProperties rates) {
    this.clips = clips;
    this.rates = rates;
  }

  /**
   * The plan for a video displayed at {@code width} by {@code height}.
   *
   * @param activity looks into the video; asked only where windows may have rates of their own
   */
  PlanView plan(
      Analysis analysis,
      String sha256,
      int width,
      int height,
      MediaTime duration,
      Optional<ModelProfile> latest,
      Supplier<ActivityTrack> activity) {
    ClipRules rules = ClipRules.of(clips, rates, analysis, sha256, latest);
    String oneRate = "asked for, or all that the model knows";
    if (rules.rates() != null) {
      ActivityTrack seen = activity.get();
      rules = rules.planned(seen);
      oneRate = seen.unknownBecause();
    }
    ClipPlan plan = ClipPlan.of(rules, width, height, duration);
    List<Window> windows =
        plan.windows().stream()
            .map(
                each ->
                    new Window(
                        each.index(),
                        each.span().start(),
                        each.span().end(),
                        each.framesPerSecond(),
                        each.frames(),
                        each.tokens()))
            .toList();
    return new PlanView(
        rules.question().profile(),
        plan.framesPerSecond(),
        oneRate,
        plan.width(),
        plan.height(),
        windows.stream().mapToLong(Window::frames).sum(),
        oneRate == null && rules.rates() != null ? rules.rates().frames() : null,
        windows.stream().mapToLong(Window::tokens).sum(),
        windows,
        computing(plan, rules.question().profile() == null ? Optional.empty() : latest));
  }

  /** The measured ratio is of whole clips; shorter ones cost as much less. */
  private static Computing computing(ClipPlan plan, Optional<ModelProfile> model) {
    ClipProfile wishes = model.map(ModelProfile::clips).orElse(null);
    Double ratio = model.map(ModelProfile::computeRatio).orElse(null);
    if (wishes == null || ratio == null) {
      return new Computing(null, "not known: no model that may look at the video has told");
    }
    double share = (wishes.seconds() - wishes.overlapSeconds()) / wishes.seconds();
    double seconds = ratio * plan.secondsAt(wishes.rates().get(0)) * share;
    return new Computing(
        seconds, "about " + ComputingTime.of(seconds) + " of computing on the worker's machine");
  }
}
