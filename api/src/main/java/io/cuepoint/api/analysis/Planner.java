package io.cuepoint.api.analysis;

import io.cuepoint.api.analysis.PlanView.Computing;
import io.cuepoint.api.analysis.PlanView.Window;
import io.cuepoint.api.query.ComputingTime;
import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.ingest.clip.ClipPlan;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipRules;
import java.util.List;
import java.util.Optional;

/** Plans an analysis as ingest would cut it, and estimates its cost. */
final class Planner {
  private final ClipProperties clips;

  Planner(ClipProperties clips) {
    this.clips = clips;
  }

  /** The plan for a video displayed at {@code width} by {@code height}. */
  PlanView plan(
      Analysis analysis,
      String sha256,
      int width,
      int height,
      MediaTime duration,
      Optional<ModelProfile> latest) {
    ClipRules rules = ClipRules.of(clips, analysis, sha256, latest);
    ClipPlan plan = ClipPlan.of(rules, width, height, duration);
    List<Window> windows =
        plan.windows().stream()
            .map(
                each ->
                    new Window(
                        each.index(),
                        each.span().start(),
                        each.span().end(),
                        each.frames(),
                        each.tokens()))
            .toList();
    return new PlanView(
        rules.question().profile(),
        plan.framesPerSecond(),
        plan.width(),
        plan.height(),
        windows.stream().mapToLong(Window::frames).sum(),
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
    double looked =
        plan.windows().stream().mapToDouble(each -> each.span().lengthMicros() / 1e6).sum();
    double denser = plan.framesPerSecond() / wishes.rates().get(0);
    double share = (wishes.seconds() - wishes.overlapSeconds()) / wishes.seconds();
    double seconds = ratio * looked * share * denser;
    return new Computing(
        seconds, "about " + ComputingTime.of(seconds) + " of computing on the worker's machine");
  }
}
