package io.cuepoint.worker.checkpoint;

/** Keeps DJL from the network: no telemetry, no download of a native library for the GPU. */
final class QuietDjl {
  private QuietDjl() {}

  /** Before the first tokenizer is loaded; what the operator has set stays. */
  static void set() {
    setUnlessGiven("ai.djl.offline", "true");
    setUnlessGiven("OPT_OUT_TRACKING", "true");
    setUnlessGiven("RUST_FLAVOR", "cpu");
  }

  private static void setUnlessGiven(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
