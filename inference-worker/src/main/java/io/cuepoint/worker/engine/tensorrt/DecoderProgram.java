package io.cuepoint.worker.engine.tensorrt;

/** The decoder's graph, built and loaded on a device. Runs are taken one at a time. */
interface DecoderProgram extends AutoCloseable {
  /** Positions of a cache, M. */
  int capacity();

  /** Most rows of one run. */
  int maxRows();

  /** Memory for a cache of {@link #capacity} positions, all zero: a masked NaN is still one. */
  CacheMemory newCache();

  /** Runs a step, which writes into {@code cache}; gives the logits after its last row. */
  float[] run(DecoderStep step, CacheMemory cache);

  @Override
  void close();

  /** Keys and values on the device; freed when closed. */
  interface CacheMemory extends AutoCloseable {
    @Override
    void close();
  }
}
