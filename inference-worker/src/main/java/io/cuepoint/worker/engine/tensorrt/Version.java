package io.cuepoint.worker.engine.tensorrt;

/** A version of TensorRT, which its headers write as one number: 101501 for 10.15.1. */
record Version(int major, int minor, int patch) {
  static Version of(int number) {
    return new Version(number / 10_000, number / 100 % 100, number % 100);
  }

  /** Whether a binding that was made for {@code binding} can call this library. */
  boolean serves(Version binding) {
    return major == binding.major && minor >= binding.minor;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
