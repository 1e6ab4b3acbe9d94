package io.cuepoint.ingest.console;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SamplingWishes;
import io.cuepoint.contract.StreamInfo;
import io.cuepoint.contract.Task;
import io.cuepoint.ingest.activity.ActivityScan;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.clip.ClipPlan;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.demux.MediaProbe;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.rate.RateProperties;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

/**
 * {@code plan FILE}: the windows that would become clips where no model has told what it wants.
 * {@code cuepoint.clip.*} and {@code cuepoint.rate.*} are taken from system properties and the
 * environment.
 */
final class PlanCommand implements Command {
  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String usage() {
    return "plan FILE [--base 2] [--least R] [--most R] [--tokens N] [--frames N] [--compute-ratio S]"
        + " windows, rates, frames and tokens";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments =
        Arguments.parse(
            words, Set.of("base", "least", "most", "tokens", "frames", "compute-ratio"));
    SamplingWishes wishes = wishes(arguments);
    double ratio = arguments.number("compute-ratio", 0, 0, 1e6);
    Probe probe = MediaProbe.probe(arguments.operand());
    StreamInfo video = probe.video().orElse(null);
    if (video == null || video.width() == null || video.height() == null) {
      throw new UnreadableMediaException("video.audio-only", "there is no picture to plan for");
    }
    ClipRules rules = rules(wishes);
    MediaTime duration = probe.duration();
    if (rules.rates() != null) {
      ActivityTrack activity = ActivityScan.of(arguments.operand());
      rules = rules.planned(activity);
      if (activity.unknownBecause() != null) {
        output.message("one rate: " + activity.unknownBecause());
      } else if (duration == null) {
        duration = activity.duration();
      }
    }
    if (duration == null) {
      throw new UnreadableMediaException(
          "video.no-duration", "the container does not say how long it is; only a pass can tell");
    }
    ClipPlan plan = ClipPlan.of(rules, video.width(), video.height(), duration);
    for (ClipPlan.Window window : plan.windows()) {
      output.line(
          arguments.json(),
          Fields.of(
              "window", window.index(),
              "start", window.span().start(),
              "end", window.span().end(),
              "framesPerSecond", window.framesPerSecond(),
              "frames", window.frames(),
              "width", plan.width(),
              "height", plan.height(),
              "tokens", window.tokens()));
    }
    output.message(total(plan, ratio));
    return true;
  }

  private static SamplingWishes wishes(Arguments arguments) throws UsageException {
    try {
      return new SamplingWishes(
          given(arguments, "base"),
          given(arguments, "least"),
          given(arguments, "most"),
          whole(given(arguments, "tokens")),
          whole(given(arguments, "frames")));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Double given(Arguments arguments, String name) throws UsageException {
    return arguments.option(name).isEmpty()
        ? null
        : Double.valueOf(arguments.number(name, 0, 0, Integer.MAX_VALUE));
  }

  private static @Nullable Integer whole(@Nullable Double number) {
    return number == null ? null : Integer.valueOf(number.intValue());
  }

  private static ClipRules rules(SamplingWishes wishes) {
    Binder binder = Binder.get(new StandardEnvironment());
    ClipProperties clips = binder.bindOrCreate("cuepoint.clip", ClipProperties.class);
    RateProperties rates = binder.bindOrCreate("cuepoint.rate", RateProperties.class);
    Analysis whole = Analysis.first(new UUID(0, 0), Task.DENSE, Instant.EPOCH).sampled(wishes);
    return ClipRules.of(clips, rates, whole, "", Optional.empty());
  }

  /**
   * What it comes to.
   *
   * @param ratio seconds of computing for a second of video at the usual rate, as a worker measures
   *     at its start; 0 where none is given
   */
  private static String total(ClipPlan plan, double ratio) {
    long frames = plan.windows().stream().mapToLong(ClipPlan.Window::frames).sum();
    long tokens = plan.windows().stream().mapToLong(ClipPlan.Window::tokens).sum();
    String said =
        "%d windows, %d frames, %d tokens".formatted(plan.windows().size(), frames, tokens);
    return ratio == 0
        ? said
        : said + ", %.0f s of computing".formatted(ratio * plan.secondsAt(plan.framesPerSecond()));
  }
}
