package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.CountedKvCache;

/** A slot on the device, of which {@code capacity} positions may be used. */
final class TensorRtKvCache extends CountedKvCache {
  private final int slot;
  private final Runnable closing;
  private boolean open = true;

  /**
   * An empty one.
   *
   * @param closing gives the slot back
   */
  TensorRtKvCache(int capacity, int slot, Runnable closing) {
    super(capacity);
    this.slot = slot;
    this.closing = closing;
  }

  int slot() {
    if (!open) {
      throw new IllegalStateException("the cache is closed");
    }
    return slot;
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      closing.run();
    }
  }
}
