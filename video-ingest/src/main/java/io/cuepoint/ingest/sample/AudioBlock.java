package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;

/** A stretch of decoded sound at 48 kHz, mono or stereo. */
public final class AudioBlock {
  /** Every block's samples per second. */
  public static final int SAMPLE_RATE = 48_000;

  private final MediaTime start;
  private final int channels;
  private final int frames;
  private final float[] interleaved;

  /**
   * @param start time of the first sample
   * @param channels 1 or 2
   * @param frames samples per channel
   * @param interleaved {@code [frames, channels]}, full scale is 1; may be longer; valid only
   *     during the call that hands it over
   */
  public AudioBlock(MediaTime start, int channels, int frames, float[] interleaved) {
    this.start = start;
    this.channels = channels;
    this.frames = frames;
    this.interleaved = interleaved;
  }

  public MediaTime start() {
    return start;
  }

  public int channels() {
    return channels;
  }

  public int frames() {
    return frames;
  }

  public float[] interleaved() {
    return interleaved;
  }

  public MediaTime end() {
    return start.plusMicros(Math.round(frames * 1e6 / SAMPLE_RATE));
  }
}
