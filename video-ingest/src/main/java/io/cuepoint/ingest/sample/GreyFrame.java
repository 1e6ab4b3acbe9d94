package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;

/**
 * A decoded frame as a small upright luma picture of about 14,400 pixels (160x90 for 16:9), each
 * the mean of its area. The size is the same throughout a pass.
 */
public final class GreyFrame {
  private final MediaTime time;
  private final MediaTime end;
  private final int width;
  private final int height;
  private final byte[] luma;

  /**
   * @param time PTS
   * @param end when the frame's own duration says that it leaves the screen; the next frame's time
   *     may differ
   * @param luma {@code [height, width]} uint8, full range (0 black, 255 white); valid only during
   *     the call that hands it over
   */
  public GreyFrame(MediaTime time, MediaTime end, int width, int height, byte[] luma) {
    this.time = time;
    this.end = end;
    this.width = width;
    this.height = height;
    this.luma = luma;
  }

  public MediaTime time() {
    return time;
  }

  public MediaTime end() {
    return end;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public byte[] luma() {
    return luma;
  }
}
