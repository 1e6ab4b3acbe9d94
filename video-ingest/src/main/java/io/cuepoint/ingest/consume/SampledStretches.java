package io.cuepoint.ingest.consume;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.sample.TargetGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what was sampled in each stretch of one rate. */
final class SampledStretches {
  private final List<TargetGrid.Part> parts;
  private final int[] frames;
  private int current;
  private @Nullable MediaTime first;
  private @Nullable MediaTime last;

  SampledStretches(TargetGrid grid) {
    this.parts = grid.parts();
    this.frames = new int[parts.size()];
  }

  /** Takes over what was counted before a break. */
  void goOn(FirstLook.Counts counts) {
    for (int i = 0; i < frames.length && i < counts.frames().size(); i++) {
      frames[i] = counts.frames().get(i);
    }
    first = counts.first();
    last = counts.last();
  }

  /** What was counted so far. */
  FirstLook.Counts counts() {
    return new FirstLook.Counts(Arrays.stream(frames).boxed().toList(), first, last);
  }

  /** A frame for {@code target} is in a clip; one that was counted already comes after a break. */
  void add(MediaTime target) {
    if (last != null && !last.isBefore(target)) {
      return;
    }
    first = first == null ? target : first;
    last = target;
    while (current < frames.length - 1 && parts.get(current).end() <= target.micros()) {
      current++;
    }
    frames[current]++;
  }

  /** All stretches with frames that lie between the first frame and {@code end}, the video's. */
  List<SampledSpan> until(MediaTime end) {
    List<SampledSpan> spans = new ArrayList<>();
    if (first == null) {
      return spans;
    }
    for (int i = 0; i < frames.length; i++) {
      long from = Math.max(parts.get(i).start(), first.micros());
      long until = Math.min(parts.get(i).end(), end.micros());
      if (frames[i] > 0 && from < until) {
        TimeSpan span = TimeSpan.ofMicros(from, until);
        spans.add(new SampledSpan(span, parts.get(i).framesPerSecond(), frames[i]));
      }
    }
    return spans;
  }
}
