package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.CountedKvCache;

/** A cache on the device, of which {@code capacity} positions may be used. */
final class TensorRtKvCache extends CountedKvCache {
  private final DecoderProgram.CacheMemory memory;
  private final CachePool pool;
  private boolean open = true;

  TensorRtKvCache(int capacity, DecoderProgram.CacheMemory memory, CachePool pool) {
    super(capacity);
    this.memory = memory;
    this.pool = pool;
  }

  DecoderProgram.CacheMemory memory() {
    if (!open) {
      throw new IllegalStateException("the cache is closed");
    }
    return memory;
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      pool.giveBack(memory);
    }
  }
}
