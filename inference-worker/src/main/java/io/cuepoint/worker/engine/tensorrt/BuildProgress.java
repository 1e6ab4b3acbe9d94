package io.cuepoint.worker.engine.tensorrt;

import java.time.Duration;

/**
 * Told while plans are built, which takes minutes for a large model. TensorRT's own monitor cannot
 * be implemented through the binding: a build that has begun runs to its end, and {@link
 * #cancelled} is asked before each.
 */
public interface BuildProgress {
  /** Tells nobody. */
  BuildProgress NONE = (what, elapsed) -> {};

  /**
   * A plan is being built.
   *
   * @param what such as {@code decoder of Qwen2.5-VL-3B-Instruct}
   * @param elapsed since it was begun; 0 at first
   */
  void building(String what, Duration elapsed);

  /** Whether no more plans are wanted. */
  default boolean cancelled() {
    return false;
  }
}
