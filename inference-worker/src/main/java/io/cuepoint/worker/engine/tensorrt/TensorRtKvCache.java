package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.KvCache;

/** A cache on the device, of which {@code capacity} positions may be used. */
final class TensorRtKvCache implements KvCache {
  private final int capacity;
  private final DecoderProgram.CacheMemory memory;
  private final CachePool pool;
  private boolean open = true;
  private int length;

  TensorRtKvCache(int capacity, DecoderProgram.CacheMemory memory, CachePool pool) {
    this.capacity = capacity;
    this.memory = memory;
    this.pool = pool;
  }

  DecoderProgram.CacheMemory memory() {
    if (!open) {
      throw new IllegalStateException("the cache is closed");
    }
    return memory;
  }

  void grow(int rows) {
    length += rows;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void truncate(int to) {
    if (to < 0 || to > length) {
      throw new IllegalArgumentException("length: " + to + " (expected: 0 to " + length + ")");
    }
    length = to;
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      pool.giveBack(memory);
    }
  }
}
