package io.cuepoint.worker.engine.tensorrt;

import java.util.List;

/**
 * Frame sizes that share an engine: up to so many patches. A run takes as many steps as fit {@value
 * #PATCHES_AT_A_TIME} patches, so that every class needs about the same memory.
 *
 * @param patches most of a step
 */
record ResolutionClass(int patches) {
  /** As many as callers hand in at a time; a step that has more goes alone. */
  static final int PATCHES_AT_A_TIME = 4096;

  private static final List<Integer> SIZES = List.of(512, 1024, 2048, 4096, 8192, 16384);

  /**
   * The smallest class for a step.
   *
   * @param most patches that the configuration allows
   * @throws TensorRtException {@code tensorrt.frame-size} when it has more
   */
  static ResolutionClass of(int patches, int most) {
    for (int size : SIZES) {
      if (patches <= size && size <= most) {
        return new ResolutionClass(size);
      }
    }
    throw new TensorRtException(
        "tensorrt.frame-size",
        "a frame pair of %,d patches (expected: at most %,d, cuepoint.tensorrt.patches)"
            .formatted(patches, most));
  }

  /** Most steps of a run, at least 1. */
  int steps() {
    return Math.max(1, PATCHES_AT_A_TIME / patches);
  }

  /** Most patches of a run. */
  int rows() {
    return steps() * patches;
  }

  /** Most windows of a run: a strip two patches high has one for every 16 patches. */
  int windows() {
    return steps() * (patches / 16 + 1);
  }
}
