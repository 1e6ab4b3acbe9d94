package io.cuepoint.clip;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.List;
import java.util.UUID;

/**
 * What a clip object holds.
 *
 * @param version of the format
 * @param framesPerSecond rate of the grid on which the targets lie
 * @param width of every frame in pixels
 * @param height likewise
 * @param frames in time order
 */
public record ClipManifest(
    int version,
    UUID videoId,
    UUID clipId,
    TimeSpan window,
    double framesPerSecond,
    int width,
    int height,
    List<Frame> frames) {
  public static final int VERSION = 1;

  public ClipManifest {
    frames = List.copyOf(frames);
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "clip frames: " + width + " x " + height + " (expected: at least 1 x 1)");
    }
  }

  /**
   * One frame.
   *
   * @param target time on the grid, which the model is told
   * @param pts when the frame really came on screen; not after {@code target}
   * @param key whether it is a key frame of the source
   * @param damaged whether the decoder says that parts of it are wrong
   */
  public record Frame(MediaTime target, MediaTime pts, boolean key, boolean damaged) {}

  /** Bytes of one frame: RGB, rows from the top. */
  public int frameBytes() {
    return Math.multiplyExact(3, Math.multiplyExact(width, height));
  }
}
