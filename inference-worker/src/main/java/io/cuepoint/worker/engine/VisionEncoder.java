package io.cuepoint.worker.engine;

/** The vision tower and its merger. Thread-safe. */
public interface VisionEncoder {
  /**
   * Turns patches into tokens. Every step stands for itself: nothing in it depends on another.
   *
   * @return {@code [T * P / 4, decoder's hidden]} f32, in window order
   * @throws MemoryRefusedException before anything is allocated, when it would not fit
   * @throws EngineException when the runtime fails
   */
  float[] encode(VisionInput input);

  /** Bytes that {@link #encode} takes while it runs, for {@code steps} steps. */
  long workingBytes(int steps, WindowLayout layout);
}
