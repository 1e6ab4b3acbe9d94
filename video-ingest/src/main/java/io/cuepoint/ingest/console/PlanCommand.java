package io.cuepoint.ingest.console;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.StreamInfo;
import io.cuepoint.contract.Task;
import io.cuepoint.ingest.clip.ClipPlan;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipRules;
import io.cuepoint.ingest.demux.MediaProbe;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

/**
 * {@code plan FILE}: the windows that would become clips, from what the container says. {@code
 * cuepoint.clip.*} is taken from system properties and the environment.
 */
final class PlanCommand implements Command {
  private static ClipRules rules(ClipProperties properties) {
    Analysis whole = Analysis.first(new UUID(0, 0), Task.DENSE, Instant.EPOCH);
    return ClipRules.of(properties, whole, "", Optional.empty());
  }

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String usage() {
    return "plan FILE                                      windows, rates, frames and tokens";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments = Arguments.parse(words, Set.of());
    Probe probe = MediaProbe.probe(arguments.operand());
    StreamInfo video = probe.video().orElse(null);
    if (video == null || video.width() == null || video.height() == null) {
      throw new UnreadableMediaException("video.audio-only", "there is no picture to plan for");
    }
    if (probe.duration() == null) {
      throw new UnreadableMediaException(
          "video.no-duration", "the container does not say how long it is; only a pass can tell");
    }
    ClipProperties properties =
        Binder.get(new StandardEnvironment()).bindOrCreate("cuepoint.clip", ClipProperties.class);
    ClipPlan plan = ClipPlan.of(rules(properties), video.width(), video.height(), probe.duration());
    for (ClipPlan.Window window : plan.windows()) {
      output.line(
          arguments.json(),
          Fields.of(
              "window", window.index(),
              "start", window.span().start(),
              "end", window.span().end(),
              "framesPerSecond", plan.framesPerSecond(),
              "frames", window.frames(),
              "width", plan.width(),
              "height", plan.height(),
              "tokens", window.tokens()));
    }
    return true;
  }
}
