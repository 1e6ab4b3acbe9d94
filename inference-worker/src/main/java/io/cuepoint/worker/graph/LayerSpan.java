package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TextConfig;

/**
 * Layers of the decoder that one graph holds: all, or those of one GPU of several.
 *
 * @param first index of the first
 * @param end index after the last, at most {@code of}
 * @param of how many the decoder has
 */
public record LayerSpan(int first, int end, int of) {
  public LayerSpan {
    if (first < 0 || first >= end || end > of) {
      throw new IllegalArgumentException(
          "layers %d to %d (expected: some of 0 to %d)".formatted(first, end, of));
    }
  }

  /** The whole decoder. */
  public static LayerSpan all(TextConfig config) {
    return new LayerSpan(0, config.layers(), config.layers());
  }

  /** How many. */
  public int count() {
    return end - first;
  }

  /** Whether the last norm and the head belong to it. */
  public boolean isLast() {
    return end == of;
  }
}
