package io.cuepoint.ingest.sample.segment;

import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;

/**
 * Lets through what is wanted, and each target once: a video that turns out odd in the middle is
 * read again from its beginning.
 */
final class WantedSink implements PassSink {
  private final TargetGrid grid;
  private final PassSink sink;
  private long last = -1;
  private long samples;
  private boolean over;

  WantedSink(TargetGrid grid, PassSink sink) {
    this.grid = grid;
    this.sink = sink;
  }

  @Override
  public void sample(SampledFrame frame) throws InterruptedException {
    long target = frame.target().micros();
    over |= target >= grid.end();
    if (target > last && grid.wants(target)) {
      last = target;
      samples++;
      sink.sample(frame);
    }
  }

  @Override
  public boolean isOver() {
    return over || sink.isOver();
  }

  long samples() {
    return samples;
  }
}
