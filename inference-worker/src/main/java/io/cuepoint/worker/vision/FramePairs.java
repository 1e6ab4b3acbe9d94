package io.cuepoint.worker.vision;

import java.util.List;

/**
 * Frames two by two; the last one stands twice where their number is odd, so that an image is a
 * pair too (spec 2.8).
 *
 * @param frames RGB bytes {@code [height, width, 3]} each, at least one
 */
public record FramePairs(int width, int height, List<byte[]> frames) {
  public FramePairs {
    frames = List.copyOf(frames);
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("0 frames (expected: at least one)");
    }
  }

  /** Number of pairs. */
  public int steps() {
    return (frames.size() + 1) / 2;
  }

  public byte[] first(int step) {
    return frames.get(2 * step);
  }

  public byte[] second(int step) {
    return frames.get(Math.min(2 * step + 1, frames.size() - 1));
  }
}
