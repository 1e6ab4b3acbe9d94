package io.cuepoint.worker.quantize;

/** Told how far the making of quantised weights is; called by several threads in turn. */
@FunctionalInterface
public interface WeightProgress {
  /** Tells nobody. */
  WeightProgress NONE = (what, done, total) -> {};

  /**
   * More has been done.
   *
   * @param what is made, such as {@code int8 weights of Qwen2.5-VL-3B-Instruct}
   * @param done values, 0 at first
   * @param total values; {@code done} in the end
   */
  void made(String what, long done, long total);
}
