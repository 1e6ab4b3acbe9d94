package io.cuepoint.index.coverage;

import io.cuepoint.contract.SampledSpan;
import io.cuepoint.index.coverage.CoverageLedger.Span;
import io.cuepoint.index.coverage.Ledger.Stretch;
import java.util.List;

/**
 * Shares out the frames of the sampled spans over the ledger's stretches. The frames of a span lie
 * evenly from its start: frame k at {@code start + k / rate}.
 */
final class FrameCounts {
  private final List<SampledSpan> sampled;

  FrameCounts(List<SampledSpan> sampled) {
    this.sampled = sampled;
  }

  List<Span> with(List<Stretch> stretches) {
    return stretches.stream().map(this::counted).toList();
  }

  private Span counted(Stretch stretch) {
    long start = stretch.span().start().micros();
    long end = stretch.span().end().micros();
    long frames = 0;
    for (SampledSpan part : sampled) {
      frames += before(part, end) - before(part, start);
    }
    return new Span(
        stretch.span().start(),
        stretch.span().end(),
        stretch.rate(),
        (int) frames,
        stretch.looks());
  }

  /** How many of the part's frames lie before {@code micros}. */
  private static long before(SampledSpan part, long micros) {
    double seconds = (micros - part.span().start().micros()) / 1e6;
    long before = (long) Math.ceil(seconds * part.framesPerSecond() - 1e-6);
    return Math.max(0, Math.min(part.frames(), before));
  }
}
