package io.cuepoint.ingest.activity;

import io.cuepoint.contract.MediaTime;
import java.util.Arrays;

/** Gathers activity into slices; the greatest that touches a slice is the slice's. */
final class ActivitySlices {
  /** Ten days. */
  private static final long MOST_MICROS = 864_000_000_000L;

  private double[] slices = new double[64];
  private int count;

  /** What was seen between two times, in microseconds of the video's clock. */
  void add(long start, long end, double activity) {
    int from = index(start);
    int until = index(Math.max(start, end - 1));
    if (until >= slices.length) {
      slices = Arrays.copyOf(slices, Math.max(until + 1, slices.length * 2));
    }
    for (int i = from; i <= until; i++) {
      slices[i] = Math.max(slices[i], activity);
    }
    count = Math.max(count, until + 1);
  }

  private static int index(long time) {
    return (int) (Math.max(0, Math.min(time, MOST_MICROS)) / ActivityTrack.SLICE_MICROS);
  }

  ActivityTrack track(long duration) {
    return ActivityTrack.of(Arrays.copyOf(slices, count), MediaTime.ofMicros(duration));
  }
}
