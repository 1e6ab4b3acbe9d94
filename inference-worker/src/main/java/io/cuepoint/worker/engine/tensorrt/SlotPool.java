package io.cuepoint.worker.engine.tensorrt;

import java.util.BitSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/**
 * Places for caches, numbered from 0. Whoever finds none waits, in order; the lowest is given out
 * first, so that those in use lie close together. Thread-safe.
 */
final class SlotPool {
  private final Semaphore free;
  private final BitSet used = new BitSet();

  SlotPool(int slots) {
    this.free = new Semaphore(slots, true);
  }

  /**
   * A slot that nobody uses, as soon as there is one.
   *
   * @throws CancellationException when the thread is interrupted
   */
  int take() {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a KV cache");
    }
    synchronized (used) {
      int slot = used.nextClearBit(0);
      used.set(slot);
      return slot;
    }
  }

  void giveBack(int slot) {
    synchronized (used) {
      used.clear(slot);
    }
    free.release();
  }

  /** How many wait. */
  int waiting() {
    return free.getQueueLength();
  }
}
