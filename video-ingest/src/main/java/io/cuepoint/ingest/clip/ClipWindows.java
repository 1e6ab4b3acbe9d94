package io.cuepoint.ingest.clip;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows that become clips, by their index: window {@code k} is {@code [k * stride, k * stride
 * + length)}, or, where only some stretches of a video are wanted, they are cut from those alike.
 * Strides are whole frame pairs, so that overlapping windows share the pairs that the model sees.
 */
public final class ClipWindows {
  private final long length;
  private final long stride;
  private final @Nullable List<TimeSpan> chosen;

  private ClipWindows(long length, long stride, @Nullable List<TimeSpan> chosen) {
    this.length = length;
    this.stride = stride;
    this.chosen = chosen;
  }

  /**
   * Windows of {@code seconds}.
   *
   * @param overlapSeconds what neighbours share at least
   * @param spans wanted stretches in time order, without overlap; empty for all of a video
   */
  static ClipWindows of(
      double seconds, double overlapSeconds, double framesPerSecond, List<TimeSpan> spans) {
    long pair = Math.round(2e6 / framesPerSecond);
    long length = Math.round(seconds * 1e6);
    long stride = Math.max(pair, Math.round((seconds - overlapSeconds) * 1e6) / pair * pair);
    if (spans.isEmpty()) {
      return new ClipWindows(length, stride, null);
    }
    List<TimeSpan> chosen = new ArrayList<>();
    long begun = Long.MIN_VALUE;
    for (TimeSpan span : spans) {
      // never before the window before it: windows are in the order of their starts
      long start = Math.max(begun, Math.floorDiv(span.start().micros(), pair) * pair);
      long end = span.end().micros();
      do {
        chosen.add(TimeSpan.ofMicros(start, Math.min(end, start + length)));
        begun = start;
        start += stride;
      } while (start + length - stride < end);
    }
    return new ClipWindows(length, stride, List.copyOf(chosen));
  }

  TimeSpan window(int index) {
    List<TimeSpan> list = chosen;
    if (list != null) {
      return list.get(index);
    }
    long start = Math.multiplyExact(stride, index);
    return TimeSpan.ofMicros(start, start + length);
  }

  /** The last window that has begun at {@code time}; -1 before the first chosen one. */
  int lastBegunAt(MediaTime time) {
    List<TimeSpan> list = chosen;
    if (list == null) {
      return (int) Math.max(0, Math.floorDiv(time.micros(), stride));
    }
    int last = -1;
    while (last + 1 < list.size() && !time.isBefore(list.get(last + 1).start())) {
      last++;
    }
    return last;
  }

  /** All windows where only some stretches are wanted; empty where all of a video is. */
  public List<TimeSpan> chosen() {
    return chosen == null ? List.of() : chosen;
  }

  /** The windows of a video of this length; one that shows nothing new is none. */
  List<TimeSpan> within(MediaTime duration) {
    List<TimeSpan> windows = new ArrayList<>();
    int count = chosen == null ? Integer.MAX_VALUE : chosen.size();
    MediaTime covered = MediaTime.ZERO;
    for (int index = 0; index < count; index++) {
      TimeSpan window = window(index);
      MediaTime end = MediaTime.min(window.end(), MediaTime.max(duration, window.start()));
      if (index > 0 && (!covered.isBefore(end) || !window.start().isBefore(duration))) {
        break;
      }
      covered = end;
      windows.add(new TimeSpan(window.start(), end));
    }
    return windows;
  }
}
