package io.cuepoint.ingest.clip;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.picture.SmartResize;
import java.util.ArrayList;
import java.util.List;

/**
 * The clips that a video of a known size and length would become, if a frame is on screen at every
 * target.
 *
 * @param width of every frame in pixels
 * @param height likewise
 */
public record ClipPlan(double framesPerSecond, int width, int height, List<Window> windows) {
  /**
   * One clip.
   *
   * @param tokens that the model reads for it: pairs of frames by patches of 28 x 28 pixels
   */
  public record Window(int index, TimeSpan span, int frames, int tokens) {}

  public ClipPlan {
    windows = List.copyOf(windows);
  }

  /** The plan for a video displayed at {@code width} by {@code height}. */
  public static ClipPlan of(ClipRules rules, int width, int height, MediaTime duration) {
    SmartResize size = new FrameFitting(rules).size(width, height);
    double rate = rules.framesPerSecond();
    List<Window> planned = new ArrayList<>();
    for (TimeSpan window : rules.windows().within(duration)) {
      int frames = targets(window.end(), rate) - targets(window.start(), rate);
      int tokens = (frames + 1) / 2 * size.tokens();
      planned.add(new Window(planned.size(), window, frames, tokens));
    }
    return new ClipPlan(rate, size.width(), size.height(), planned);
  }

  /** How many targets lie before {@code time}. */
  private static int targets(MediaTime time, double rate) {
    return (int) Math.ceil(time.micros() * rate / 1e6 - 1e-9);
  }
}
