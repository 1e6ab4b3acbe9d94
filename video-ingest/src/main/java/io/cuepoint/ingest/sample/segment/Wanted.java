package io.cuepoint.ingest.sample.segment;

import io.cuepoint.ingest.sample.TargetGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame that targets need.
 *
 * @param stamp its PTS
 * @param from the first target, by its number on the grid
 * @param until the number after the last one
 * @param open whether it is the video's last frame: its targets end when the video does, which it
 *     says itself
 */
record Wanted(long stamp, long from, long until, boolean open) {
  /**
   * The frames of a segment that are wanted, in order.
   *
   * @param from the first target that is not yet planned
   * @param times of {@code segment.stamps()}, in microseconds of the video's clock
   * @param end of the segment likewise; of the last one as its packets say
   */
  static List<Wanted> in(Segment segment, TargetGrid grid, long from, long[] times, long end)
      throws OddStreamException {
    List<Wanted> wanted = new ArrayList<>();
    long[] stamps = segment.stamps();
    int last = times.length - 1;
    int at = -1;
    long target = from;
    while (target != TargetGrid.NONE && grid.time(target) < end && at < last) {
      while (at < last && times[at + 1] <= grid.time(target)) {
        at++;
      }
      if (at == last && segment.isLast()) {
        break;
      }
      long until = at == last ? end : times[at + 1];
      long first = target;
      while (target != TargetGrid.NONE && grid.time(target) < until) {
        target = grid.from(target + 1);
      }
      if (at >= 0) {
        wanted.add(new Wanted(stamps[at], first, target, false));
      } else if (!segment.isFirst()) {
        throw new OddStreamException("a key frame is not shown");
      }
    }
    if (last < 0 && !segment.isFirst() && target != TargetGrid.NONE && grid.time(target) < end) {
      throw new OddStreamException("no frame between two key frames is shown");
    }
    if (segment.isLast() && last >= 0 && target != TargetGrid.NONE && grid.time(target) < end) {
      wanted.add(lastOf(segment, target));
    }
    return wanted;
  }

  /** The video's last frame, for the targets from {@code target} on. */
  static Wanted lastOf(Segment segment, long target) {
    long[] stamps = segment.stamps();
    return new Wanted(stamps[stamps.length - 1], target, TargetGrid.NONE, true);
  }
}
