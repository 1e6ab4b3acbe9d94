package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.MemoryRefusedException;
import org.bytedeco.cuda.global.cudart;

/** CUDA's return codes as errors. */
final class Cuda {
  private static final int OUT_OF_MEMORY = 2;

  private Cuda() {}

  /**
   * Throws for every code but 0.
   *
   * @param what was asked, for the message
   */
  static void check(int error, String what) {
    if (error == OUT_OF_MEMORY) {
      throw new MemoryRefusedException(
          "%s: the GPU has no memory left (expected: less work at a time, or fewer programs on it)"
              .formatted(what));
    }
    if (error != 0) {
      throw new TensorRtException(
          "tensorrt.cuda", "%s: CUDA error %d, %s".formatted(what, error, reason(error)));
    }
  }

  /** Has this thread work on a device: every thread starts with the first. */
  static void use(int device) {
    check(cudart.cudaSetDevice(device), "device " + device);
  }

  static String reason(int error) {
    return cudart.cudaGetErrorString(error).getString();
  }
}
