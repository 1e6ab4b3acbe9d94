package io.cuepoint.ingest.sample.segment;

import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;

/**
 * Lets through each target once: a video that turns out odd in the middle is read again from its
 * beginning.
 */
final class WantedSink implements PassSink {
  private final PassSink sink;
  private long last = -1;
  private long samples;

  WantedSink(PassSink sink) {
    this.sink = sink;
  }

  @Override
  public void sample(SampledFrame frame) throws InterruptedException {
    long target = frame.target().micros();
    if (target > last) {
      last = target;
      samples++;
      sink.sample(frame);
    }
  }

  @Override
  public boolean isOver() {
    return sink.isOver();
  }

  long samples() {
    return samples;
  }
}
