package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.MemoryBudget;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Caches that are used again: all have one size, and what was captured for their addresses stays
 * good. What a conversation leaves in one is never looked at by the next. Thread-safe.
 */
final class CachePool implements AutoCloseable {
  private final DecoderProgram program;
  private final MemoryBudget budget;
  private final long bytes;
  private final Deque<DecoderProgram.CacheMemory> free = new ArrayDeque<>();
  private final Deque<MemoryBudget.Reservation> held = new ArrayDeque<>();
  private boolean closed;

  CachePool(DecoderProgram program, MemoryBudget budget, long bytes) {
    this.program = program;
    this.budget = budget;
    this.bytes = bytes;
  }

  /**
   * One that nobody uses, or a new one.
   *
   * @throws io.cuepoint.worker.engine.MemoryRefusedException when a new one would not fit
   */
  synchronized DecoderProgram.CacheMemory take() {
    DecoderProgram.CacheMemory known = free.poll();
    if (known != null) {
      return known;
    }
    MemoryBudget.Reservation reservation =
        budget.reserve("KV cache of %,d positions".formatted(program.capacity()), bytes);
    try {
      DecoderProgram.CacheMemory made = program.newCache();
      held.push(reservation);
      return made;
    } catch (RuntimeException e) {
      reservation.close();
      throw e;
    }
  }

  synchronized void giveBack(DecoderProgram.CacheMemory memory) {
    if (closed) {
      memory.close();
      held.pop().close();
    } else {
      free.push(memory);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!free.isEmpty()) {
      free.pop().close();
      held.pop().close();
    }
  }
}
