package io.cuepoint.worker.text;

import io.cuepoint.worker.vision.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * A video or image in a prompt: its grid and when each of its steps is.
 *
 * @param video otherwise an image
 * @param times temporal position of each step, relative to the first position of the span; not
 *     falling
 */
public record MediaSpan(Grid grid, boolean video, List<Integer> times) {
  public MediaSpan {
    times = List.copyOf(times);
    if (times.size() != grid.steps()) {
      throw new IllegalArgumentException(
          times.size() + " times (expected: one for each of " + grid.steps() + " steps)");
    }
    int before = 0;
    for (int time : times) {
      if (time < before) {
        throw new IllegalArgumentException("times: " + times + " (expected: from 0, not falling)");
      }
      before = time;
    }
  }

  /** One image. */
  public static MediaSpan image(int height, int width) {
    return new MediaSpan(new Grid(1, height, width), false, List.of(0));
  }

  /**
   * A video on an even grid. In f32 and cut off at the very end, as in the reference (spec 5.3).
   *
   * @param secondsPerStep frames of a pair over frames a second: 1 at two frames a second
   * @param tokensPerSecond as configured
   */
  public static MediaSpan even(Grid grid, float secondsPerStep, float tokensPerSecond) {
    requireTime("seconds a step", secondsPerStep);
    List<Integer> times = new ArrayList<>();
    for (int t = 0; t < grid.steps(); t++) {
      times.add((int) (t * secondsPerStep * tokensPerSecond));
    }
    return new MediaSpan(grid, true, times);
  }

  /**
   * A video whose steps come at times of their own.
   *
   * @param seconds of the first frame of each pair since the clip's start
   * @param tokensPerSecond as configured
   */
  public static MediaSpan at(Grid grid, List<Double> seconds, float tokensPerSecond) {
    List<Integer> times = new ArrayList<>();
    for (double second : seconds) {
      requireTime("seconds", second);
      times.add((int) ((float) second * tokensPerSecond));
    }
    return new MediaSpan(grid, true, times);
  }

  private static void requireTime(String name, double seconds) {
    if (!(seconds >= 0 && seconds < 1e7)) {
      throw new IllegalArgumentException(name + ": " + seconds + " (expected: 0 to ten million)");
    }
  }
}
