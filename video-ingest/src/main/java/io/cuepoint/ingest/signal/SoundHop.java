package io.cuepoint.ingest.signal;

/**
 * {@value #MILLIS} ms of sound.
 *
 * @param start of its first sample, in microseconds
 * @param power mean square of the loudest channel, unweighted; full scale is 1
 * @param weighted mean square after {@link KWeighting}, summed over the channels
 * @param gap whether sound is missing between the hop before and this one
 */
record SoundHop(long start, double power, double weighted, boolean gap) {
  static final int MILLIS = 20;
  static final long MICROS = MILLIS * 1000L;

  long end() {
    return start + MICROS;
  }
}
