package io.cuepoint.worker.consume;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets so many clips at the model at a time, those that someone waits for first. */
final class ModelTurn {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private int free;
  private int waitingFirst;

  ModelTurn(int clips) {
    this.free = clips;
  }

  /** Waits for a turn, to be given back by {@link #leave}. */
  void enter(boolean first) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      waitingFirst += first ? 1 : 0;
      try {
        while (free == 0 || (!first && waitingFirst > 0)) {
          changed.await();
        }
        free--;
      } finally {
        waitingFirst -= first ? 1 : 0;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      free++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
