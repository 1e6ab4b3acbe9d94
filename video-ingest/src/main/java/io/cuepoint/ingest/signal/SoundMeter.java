package io.cuepoint.ingest.signal;

import io.cuepoint.ingest.sample.AudioBlock;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts sound into hops and measures them. Not thread-safe. */
final class SoundMeter {
  private static final int HOP = AudioBlock.SAMPLE_RATE * SoundHop.MILLIS / 1000;

  private static final int MOST_CHANNELS = 2;

  /** What a block may lie off the samples counted before it counts as a gap. */
  private static final long TOLERANCE_MICROS = 60_000;

  private final Consumer<SoundHop> hops;
  private KWeighting[] filters = {};
  private double[] power = {};
  private double weighted;
  private int filled;
  private long hopStart;
  private long expected = Long.MIN_VALUE;
  private boolean gap;

  SoundMeter(Consumer<SoundHop> hops) {
    this.hops = hops;
  }

  /** Measures a block; one that lies before what was heard already is passed over. */
  void hear(AudioBlock block) {
    long start = block.start().micros();
    boolean first = expected == Long.MIN_VALUE;
    if (!first && start < expected - TOLERANCE_MICROS) {
      return;
    }
    if (first || start - expected > TOLERANCE_MICROS) {
      restart(start, !first);
    }
    if (block.channels() != filters.length) {
      restart(expected, false);
      open(block.channels());
    }
    int channels = block.channels();
    float[] samples = block.interleaved();
    for (int frame = 0, at = 0; frame < block.frames(); frame++) {
      for (int channel = 0; channel < channels; channel++, at++) {
        double sample = clean(samples[at]);
        power[channel] += sample * sample;
        double filtered = filters[channel].filter(sample);
        weighted += filtered * filtered;
      }
      if (++filled == HOP) {
        emit();
      }
    }
    expected = hopStart + filled * 1_000_000L / AudioBlock.SAMPLE_RATE;
  }

  /** Notes what it is in the middle of, or takes it back. */
  void remember(Memo memo) throws IOException {
    int channels = memo.count(filters.length, MOST_CHANNELS);
    if (channels != filters.length) {
      open(channels);
    }
    for (KWeighting filter : filters) {
      filter.remember(memo);
    }
    memo.reals(power);
    weighted = memo.real(weighted);
    filled = memo.count(filled, HOP);
    hopStart = memo.whole(hopStart);
    expected = memo.whole(expected);
    gap = memo.flag(gap);
  }

  private void open(int channels) {
    filters = new KWeighting[channels];
    power = new double[channels];
    for (int i = 0; i < filters.length; i++) {
      filters[i] = new KWeighting(AudioBlock.SAMPLE_RATE);
    }
  }

  /** Damaged streams decode to NaN and absurd values, which would stay in the filters for ever. */
  private static double clean(float sample) {
    return sample >= -8 && sample <= 8 ? sample : 0;
  }

  private void restart(long start, boolean missing) {
    hopStart = start;
    expected = start;
    gap |= missing;
    clear();
  }

  private void emit() {
    double loudest = 0;
    for (double sum : power) {
      loudest = Math.max(loudest, sum / HOP);
    }
    hops.accept(new SoundHop(hopStart, loudest, weighted / HOP, gap));
    gap = false;
    hopStart += SoundHop.MICROS;
    clear();
  }

  private void clear() {
    filled = 0;
    weighted = 0;
    Arrays.fill(power, 0);
  }
}
