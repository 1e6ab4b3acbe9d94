package io.cuepoint.api.analysis;

import io.cuepoint.contract.MediaTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis would look at, before it does.
 *
 * @param model by whose wishes it is planned; null where it is as configured
 * @param framesPerSecond of every window; where they differ, of one as busy as most are
 * @param oneRateBecause why no window has a rate of its own; null where they have
 * @param frames of all windows; those that overlapping windows share count in each
 * @param frameBudget that rates keep to; less than {@code frames} where even the lowest rate
 *     everywhere is too much; null where rates do not follow what happens
 * @param tokens of vision in all
 */
record PlanView(
    @Nullable String model,
    double framesPerSecond,
    @Nullable String oneRateBecause,
    int width,
    int height,
    long frames,
    @Nullable Integer frameBudget,
    long tokens,
    List<Window> windows,
    Computing computing) {

  /** One clip. */
  record Window(
      int index, MediaTime start, MediaTime end, double framesPerSecond, int frames, int tokens) {}

  /**
   * What it costs on the machine of the worker that started last.
   *
   * @param seconds in all; null where that was not measured
   * @param words the same, or why it is not known
   */
  record Computing(@Nullable Double seconds, String words) {}
}
