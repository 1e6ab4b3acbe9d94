package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.checkpoint.WeightFormat;

/**
 * A GPU as its driver tells of it.
 *
 * @param index among the devices that the driver shows, from 0
 * @param name such as {@code NVIDIA H100 80GB HBM3}
 * @param major compute capability, 9 for Hopper
 * @param minor of the same
 * @param bytes its memory
 * @param cuda newest CUDA that the driver knows, 13000 for 13.0
 */
record Gpu(int index, String name, int major, int minor, long bytes, int cuda) {
  /** Compute capability from which on there are numbers of 8 bits with an exponent: 8.9. */
  private static final int WITH_FP8 = 89;

  /**
   * Sees to it that it runs weights in {@code format}.
   *
   * @throws TensorRtException when it does not, with what to take instead
   */
  void require(WeightFormat format) {
    if (format == WeightFormat.FP8 && 10 * major + minor < WITH_FP8) {
      throw new TensorRtException(
          "tensorrt.weights",
          "fp8 weights on %s (expected: sm_89 or newer; int8 runs on this one)".formatted(label()));
    }
  }

  /** In words, for messages and logs. */
  String label() {
    return "%s (sm_%d%d, %.1f GB, driver for CUDA %d.%d)"
        .formatted(name, major, minor, bytes / 1e9, cuda / 1000, cuda % 1000 / 10);
  }
}
