package io.cuepoint.ingest.consume;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.sample.TargetGrid;
import java.util.ArrayList;
import java.util.List;

/** Counts what was sampled in each stretch of one rate. */
final class SampledStretches {
  private final List<TargetGrid.Part> parts;
  private final int[] frames;
  private int current;

  SampledStretches(TargetGrid grid) {
    this.parts = grid.parts();
    this.frames = new int[parts.size()];
  }

  /** A frame for {@code target} is in a clip; targets grow. */
  void add(MediaTime target) {
    while (current < frames.length - 1 && parts.get(current).end() <= target.micros()) {
      current++;
    }
    frames[current]++;
  }

  /** All stretches with frames that lie between the first frame and the video's end. */
  List<SampledSpan> between(MediaTime first, MediaTime end) {
    List<SampledSpan> spans = new ArrayList<>();
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
