package io.cuepoint.ingest.clip;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.picture.SmartResize;
import io.cuepoint.ingest.rate.RatedWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The clips that a video of a known size and length would become, if a frame is on screen at every
 * target.
 *
 * @param framesPerSecond of every window, or of one as busy as most are where they differ
 * @param width of every frame in pixels
 * @param height likewise
 */
public record ClipPlan(double framesPerSecond, int width, int height, List<Window> windows) {
  /**
   * One clip.
   *
   * @param tokens that the model reads for it: pairs of frames by patches of 28 x 28 pixels
   */
  public record Window(int index, TimeSpan span, double framesPerSecond, int frames, int tokens) {}

  public ClipPlan {
    windows = List.copyOf(windows);
  }

  /** The plan for a video displayed at {@code width} by {@code height}. */
  public static ClipPlan of(ClipRules rules, int width, int height, MediaTime duration) {
    SmartResize size = new FrameFitting(rules).size(width, height);
    List<Window> planned = new ArrayList<>();
    for (RatedWindow window : rules.windows().within(duration)) {
      int frames = window.targetsUntil(window.span().end());
      int tokens = (frames + 1) / 2 * size.tokens();
      planned.add(
          new Window(planned.size(), window.span(), window.framesPerSecond(), frames, tokens));
    }
    return new ClipPlan(rules.framesPerSecond(), size.width(), size.height(), planned);
  }

  /** Seconds of video in the windows, each as dear as its rate is higher than {@code usual}. */
  public double secondsAt(double usual) {
    return windows.stream()
        .mapToDouble(each -> each.span().lengthMicros() / 1e6 * each.framesPerSecond() / usual)
        .sum();
  }
}
