package io.cuepoint.worker.engine.tensorrt;

/** The vision tower's graph for one class of frame sizes. Runs are taken one at a time. */
interface VisionProgram extends AutoCloseable {
  /** Tokens {@code [N / 4, decoder's hidden]} in window order. */
  float[] run(VisionStep step);

  @Override
  void close();
}
