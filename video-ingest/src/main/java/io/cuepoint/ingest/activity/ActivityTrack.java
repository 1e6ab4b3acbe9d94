package io.cuepoint.ingest.activity;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How much of the picture moves, 0 to 1, in slices of {@value #SLICE_MICROS} microseconds. Where it
 * is not known for a video, {@link #unknownBecause} says why.
 */
public final class ActivityTrack {
  static final long SLICE_MICROS = 2_000_000;

  /** One in so many slices, the busiest, speak for a stretch: short events count too. */
  private static final int SHARE = 3;

  private final double[] slices;
  private final MediaTime duration;
  private final @Nullable String unknownBecause;

  private ActivityTrack(double[] slices, MediaTime duration, @Nullable String unknownBecause) {
    this.slices = slices;
    this.duration = duration;
    this.unknownBecause = unknownBecause;
  }

  /**
   * Of a video that was looked at.
   *
   * @param slices the activity of each slice, from the video's zero on
   */
  public static ActivityTrack of(double[] slices, MediaTime duration) {
    return new ActivityTrack(slices.clone(), duration, null);
  }

  /** Of a video of which only the length is known, or is 0 where that is not known either. */
  public static ActivityTrack unknown(MediaTime duration, String because) {
    return new ActivityTrack(new double[0], duration, because);
  }

  /** The activity of each slice, from the video's zero on; none where it is not known. */
  public double[] slices() {
    return slices.clone();
  }

  /** As long as the container's packets say. */
  public MediaTime duration() {
    return duration;
  }

  /** Why activity is not known; null when it is. */
  public @Nullable String unknownBecause() {
    return unknownBecause;
  }

  /** Mean activity of the busiest third of {@code span}; empty where nothing is known of it. */
  public OptionalDouble busiest(TimeSpan span) {
    int from = (int) Math.max(0, Math.floorDiv(span.start().micros(), SLICE_MICROS));
    long lastMicros = span.end().micros() - 1;
    int until = (int) Math.min(slices.length, Math.floorDiv(lastMicros, SLICE_MICROS) + 1);
    if (from >= until) {
      return OptionalDouble.empty();
    }
    double[] part = Arrays.copyOfRange(slices, from, until);
    Arrays.sort(part);
    int count = (part.length + SHARE - 1) / SHARE;
    return Arrays.stream(part, part.length - count, part.length).average();
  }
}
