package io.cuepoint.ingest.testclips;

import java.util.Random;

/** Computes sound, the same in every channel. */
@FunctionalInterface
public interface Sound {
  /** The sample at {@code seconds}; full scale is 1. */
  float at(double seconds);

  static Sound silence() {
    return seconds -> 0;
  }

  /** A sine of {@code hertz}. */
  static Sound tone(double hertz, double amplitude) {
    return seconds -> (float) (amplitude * Math.sin(2 * Math.PI * hertz * seconds));
  }

  /** White noise; the same seed gives the same noise when asked in the same order. */
  static Sound noise(long seed, double amplitude) {
    Random random = new Random(seed);
    return seconds -> (float) (amplitude * (2 * random.nextDouble() - 1));
  }

  /** This until {@code end} seconds, {@code next} from there on. */
  default Sound until(double end, Sound next) {
    return seconds -> seconds < end ? at(seconds) : next.at(seconds);
  }
}
