package io.cuepoint.ingest.clip;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.rate.RatePlan;
import io.cuepoint.ingest.rate.RateRules;
import io.cuepoint.ingest.rate.RatedWindow;
import io.cuepoint.ingest.sample.TargetGrid;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows that become clips, by their index. First come those that were chosen, if any were:
 * because only some stretches of a video are wanted, or because each has a rate of its own. Then,
 * unless only stretches are wanted, they go on evenly: window {@code k} of those is {@code [from +
 * k * stride, from + k * stride + length)}. Strides are whole frame pairs, so that overlapping
 * windows of one rate share the pairs that the model sees.
 */
public final class ClipWindows {
  private final List<RatedWindow> chosen;
  private final boolean goesOn;
  private final long from;
  private final long length;
  private final long stride;
  private final double framesPerSecond;

  private ClipWindows(
      List<RatedWindow> chosen,
      boolean goesOn,
      long from,
      long length,
      long stride,
      double framesPerSecond) {
    this.chosen = List.copyOf(chosen);
    this.goesOn = goesOn;
    this.from = from;
    this.length = length;
    this.stride = stride;
    this.framesPerSecond = framesPerSecond;
  }

  /**
   * Windows of {@code seconds}, all of one rate.
   *
   * @param overlapSeconds what neighbours share at least
   * @param spans wanted stretches in time order, without overlap; empty for all of a video
   */
  static ClipWindows of(
      double seconds, double overlapSeconds, double framesPerSecond, List<TimeSpan> spans) {
    long pair = Math.round(2e6 / framesPerSecond);
    long length = Math.round(seconds * 1e6);
    long stride = Math.max(pair, Math.round((seconds - overlapSeconds) * 1e6) / pair * pair);
    List<RatedWindow> chosen = new ArrayList<>();
    long begun = Long.MIN_VALUE;
    for (TimeSpan span : spans) {
      // never before the window before it: windows are in the order of their starts
      long start = Math.max(begun, Math.floorDiv(span.start().micros(), pair) * pair);
      long end = span.end().micros();
      do {
        TimeSpan window = TimeSpan.ofMicros(start, Math.min(end, start + length));
        chosen.add(new RatedWindow(window, framesPerSecond));
        begun = start;
        start += stride;
      } while (start + length - stride < end);
    }
    return new ClipWindows(chosen, spans.isEmpty(), 0, length, stride, framesPerSecond);
  }

  /** The windows of {@code plan}, and behind them those of a stretch of which nothing is known. */
  static ClipWindows of(RatePlan plan, RateRules rules) {
    double rate = rules.rateOfUnknown();
    return new ClipWindows(
        plan.windows(), true, plan.next(), rules.length(rate), rules.stride(rate), rate);
  }

  /** Whether there is such a window. */
  public boolean has(int index) {
    return goesOn || index < chosen.size();
  }

  /** The window, which there must be. */
  public RatedWindow window(int index) {
    if (index < chosen.size()) {
      return chosen.get(index);
    }
    if (!goesOn) {
      throw new IndexOutOfBoundsException(index);
    }
    long start = Math.addExact(from, Math.multiplyExact(stride, index - chosen.size()));
    return new RatedWindow(TimeSpan.ofMicros(start, start + length), framesPerSecond);
  }

  /** How much of the video lies in windows before this one, what they share counted once. */
  Duration before(int index) {
    int few = Math.min(index, chosen.size());
    long micros = goesOn ? stride * (index - few) : 0;
    for (int each = 0; each < few; each++) {
      TimeSpan span = chosen.get(each).span();
      boolean followed = goesOn || each + 1 < chosen.size();
      long next = followed ? window(each + 1).span().start().micros() : Long.MAX_VALUE;
      micros += Math.min(span.end().micros(), next) - span.start().micros();
    }
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  /** The last window that has begun at {@code time}; -1 before the first chosen one. */
  int lastBegunAt(MediaTime time) {
    int last = -1;
    while (last + 1 < chosen.size() && !time.isBefore(chosen.get(last + 1).span().start())) {
      last++;
    }
    if (!goesOn || last + 1 < chosen.size()) {
      return last;
    }
    long since = time.micros() - from;
    int least = chosen.isEmpty() ? 0 : last;
    return Math.max(least, last + 1 + (int) Math.floorDiv(since, stride));
  }

  /** The times at which these windows want frames. */
  public TargetGrid targets() {
    return targets(0);
  }

  /** The times at which the windows from {@code first} on, of which there is one, want frames. */
  public TargetGrid targets(int first) {
    List<TargetGrid.Part> parts = new ArrayList<>();
    for (RatedWindow window : chosen.subList(Math.min(first, chosen.size()), chosen.size())) {
      parts.add(
          new TargetGrid.Part(
              window.span().start().micros(),
              window.span().end().micros(),
              window.framesPerSecond()));
    }
    if (goesOn) {
      long start = from + stride * Math.max(0, first - chosen.size());
      parts.add(new TargetGrid.Part(start, Long.MAX_VALUE, framesPerSecond));
    }
    return TargetGrid.of(parts);
  }

  /** The windows of a video of this length, cut at its end; one that shows nothing new is none. */
  List<RatedWindow> within(MediaTime duration) {
    List<RatedWindow> windows = new ArrayList<>();
    int count = goesOn ? Integer.MAX_VALUE : chosen.size();
    MediaTime covered = MediaTime.ZERO;
    for (int index = 0; index < count; index++) {
      RatedWindow window = window(index);
      TimeSpan span = window.span();
      MediaTime end = MediaTime.min(span.end(), MediaTime.max(duration, span.start()));
      if (index > 0 && (!covered.isBefore(end) || !span.start().isBefore(duration))) {
        break;
      }
      covered = end;
      windows.add(new RatedWindow(new TimeSpan(span.start(), end), window.framesPerSecond()));
    }
    return windows;
  }
}
