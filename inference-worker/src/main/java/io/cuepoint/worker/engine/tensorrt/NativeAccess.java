package io.cuepoint.worker.engine.tensorrt;

/** CUDA and TensorRT themselves, once their files are found. Not thread-safe. */
interface NativeAccess {
  /**
   * Loads CUDA's runtime and its binding.
   *
   * @throws UnsatisfiedLinkError when the system cannot
   */
  void loadCuda(LibraryFiles files);

  /** How many devices the driver shows, or why it does not say. */
  DeviceCount devices();

  /** What the driver tells of one of them. */
  Gpu gpu(int index);

  /**
   * Loads TensorRT and its bindings; the devices have been counted before.
   *
   * @throws UnsatisfiedLinkError when the system cannot
   */
  void loadTensorRt(LibraryFiles files);

  /** Version of the library. */
  Version library();

  /** Version that the binding was made for. */
  Version binding();

  /**
   * CUDA's answer.
   *
   * @param error 0 for none
   * @param reason the error in CUDA's words
   */
  record DeviceCount(int error, String reason, int count) {}
}
