package io.cuepoint.ingest.activity;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How much of the picture moves, 0 to 1, in slices of {@value #SLICE_MICROS} microseconds.
 *
 * @param slices the activity of each slice, from the video's zero on; none where it is not known
 * @param duration as long as the container's packets say
 * @param unknownBecause why activity is not known; null when it is
 */
public record ActivityTrack(
    List<Double> slices, MediaTime duration, @Nullable String unknownBecause) {
  static final long SLICE_MICROS = 2_000_000;

  /** One in so many slices, the busiest, speak for a stretch: short events count too. */
  private static final int SHARE = 3;

  public ActivityTrack {
    slices = List.copyOf(slices);
  }

  /**
   * Of a video that was looked at.
   *
   * @param slices the activity of each slice, from the video's zero on
   */
  public static ActivityTrack of(double[] slices, MediaTime duration) {
    return new ActivityTrack(Arrays.stream(slices).boxed().toList(), duration, null);
  }

  /** Of a video of which only the length is known, or is 0 where that is not known either. */
  public static ActivityTrack unknown(MediaTime duration, String because) {
    return new ActivityTrack(List.of(), duration, because);
  }

  /** Mean activity of the busiest third of {@code span}; empty where nothing is known of it. */
  public OptionalDouble busiest(TimeSpan span) {
    int from = (int) Math.max(0, Math.floorDiv(span.start().micros(), SLICE_MICROS));
    long lastMicros = span.end().micros() - 1;
    int until = (int) Math.min(slices.size(), Math.floorDiv(lastMicros, SLICE_MICROS) + 1);
    if (from >= until) {
      return OptionalDouble.empty();
    }
    double[] part = slices.subList(from, until).stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(part);
    int count = (part.length + SHARE - 1) / SHARE;
    return Arrays.stream(part, part.length - count, part.length).average();
  }
}
