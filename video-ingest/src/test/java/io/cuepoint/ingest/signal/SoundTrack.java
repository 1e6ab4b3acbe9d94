package io.cuepoint.ingest.signal;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.sample.AudioBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Generated sound with its truth: stretches of tone and noise at stated levels. */
final class SoundTrack {
  private final Random random;
  private final int channels;
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Truth> truths = new ArrayList<>();
  private double clock;

  SoundTrack(long seed, int channels) {
    random = new Random(seed);
    this.channels = channels;
  }

  Random random() {
    return random;
  }

  double clock() {
    return clock;
  }

  List<Truth> truths() {
    return truths;
  }

  /**
   * A sine.
   *
   * @param level of its peaks, in dBFS
   */
  SoundTrack tone(double seconds, double hertz, double level) {
    return add(seconds, hertz, level);
  }

  /**
   * White noise.
   *
   * @param level of its greatest values, in dBFS
   */
  SoundTrack noise(double seconds, double level) {
    return add(seconds, 0, level);
  }

  SoundTrack expect(String label, double start, double end) {
    truths.add(new Truth(label, TimeSpan.ofSeconds(start, end)));
    return this;
  }

  /** In blocks of varying size, as a decoder gives it. */
  void play(Consumer<AudioBlock> sink) {
    Random sizes = new Random(1);
    long sample = 0;
    int at = 0;
    long total = Math.round(clock * AudioBlock.SAMPLE_RATE);
    while (sample < total) {
      int frames = (int) Math.min(total - sample, 64 + sizes.nextInt(2000));
      float[] samples = new float[frames * channels];
      MediaTime start = MediaTime.ofMicros(sample * 1_000_000 / AudioBlock.SAMPLE_RATE);
      for (int i = 0; i < frames; i++, sample++) {
        while (at < stretches.size() - 1
            && sample >= stretches.get(at).end() * AudioBlock.SAMPLE_RATE) {
          at++;
        }
        float value = stretches.get(at).sample(sample, sizes);
        for (int channel = 0; channel < channels; channel++) {
          samples[i * channels + channel] = value;
        }
      }
      sink.accept(new AudioBlock(start, channels, frames, samples));
    }
  }

  private SoundTrack add(double seconds, double hertz, double level) {
    clock += seconds;
    stretches.add(new Stretch(clock, hertz, Math.pow(10, level / 20)));
    return this;
  }

  private record Stretch(double end, double hertz, double peak) {
    float sample(long index, Random random) {
      if (hertz == 0) {
        return (float) ((2 * random.nextFloat() - 1) * peak);
      }
      return (float) (Math.sin(2 * Math.PI * hertz * index / AudioBlock.SAMPLE_RATE) * peak);
    }
  }
}
