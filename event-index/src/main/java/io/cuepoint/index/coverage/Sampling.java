package io.cuepoint.index.coverage;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.TimeSpan;
import java.util.List;

/**
 * What one analysis sampled. The frames of a span lie evenly from its start: frame k at {@code
 * start + k / rate}.
 */
record Sampling(List<SampledSpan> spans) {
  /** Frames a second at {@code time}; 0 where nothing was sampled. */
  double rateAt(MediaTime time) {
    return spans.stream()
        .filter(part -> part.span().contains(time))
        .mapToDouble(SampledSpan::framesPerSecond)
        .max()
        .orElse(0);
  }

  /** How many of its frames lie in {@code stretch}. */
  int framesIn(TimeSpan stretch) {
    long frames = 0;
    for (SampledSpan part : spans) {
      frames += before(part, stretch.end()) - before(part, stretch.start());
    }
    return (int) frames;
  }

  private static long before(SampledSpan part, MediaTime time) {
    double seconds = part.span().start().microsUntil(time) / 1e6;
    long before = (long) Math.ceil(seconds * part.framesPerSecond() - 1e-6);
    return Math.max(0, Math.min(part.frames(), before));
  }
}
