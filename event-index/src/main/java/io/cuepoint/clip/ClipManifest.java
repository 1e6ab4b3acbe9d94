package io.cuepoint.clip;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a clip object holds.
 *
 * @param version of the format
 * @param framesPerSecond rate of the grid on which the targets lie
 * @param width of every frame in pixels
 * @param height likewise
 * @param frames in time order
 * @param pictures key frames at the size for single pictures, in time order; none unless the clip's
 *     task asks pictures
 */
public record ClipManifest(
    int version,
    UUID videoId,
    UUID clipId,
    TimeSpan window,
    double framesPerSecond,
    int width,
    int height,
    List<Frame> frames,
    List<Picture> pictures) {
  public static final int VERSION = 1;

  public ClipManifest {
    frames = List.copyOf(frames);
    pictures = List.copyOf(Objects.requireNonNullElse(pictures, List.of()));
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

  /**
   * A single picture of the clip.
   *
   * @param target time on the grid
   * @param pts when the frame really came on screen
   * @param width in pixels, a multiple of 28
   * @param height likewise
   * @param displayedWidth of the source as displayed, to which places in the picture refer
   * @param displayedHeight likewise
   */
  public record Picture(
      MediaTime target,
      MediaTime pts,
      int width,
      int height,
      int displayedWidth,
      int displayedHeight) {
    public Picture {
      if (width < 1 || height < 1 || displayedWidth < 1 || displayedHeight < 1) {
        throw new IllegalArgumentException(
            "picture: %d x %d of %d x %d (expected: at least 1 x 1)"
                .formatted(width, height, displayedWidth, displayedHeight));
      }
    }

    /** Bytes of the picture: RGB, rows from the top. */
    public int bytes() {
      return Math.multiplyExact(3, Math.multiplyExact(width, height));
    }
  }

  /** Bytes of one frame: RGB, rows from the top. */
  public int frameBytes() {
    return Math.multiplyExact(3, Math.multiplyExact(width, height));
  }
}
