package io.cuepoint.worker.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The memory that models may take: asked before each allocation. Thread-safe. */
public final class MemoryBudget {
  private final long limit;
  private final Map<String, Long> taken = new LinkedHashMap<>();

  /** At most {@code limit} bytes at a time. */
  public MemoryBudget(long limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("memory budget: " + limit + " (expected: > 0 bytes)");
    }
    this.limit = limit;
  }

  /** What this machine or container has beyond the heap, less a tenth for all else. */
  public static MemoryBudget ofMachine() {
    long total =
        java.lang.management.ManagementFactory.getPlatformMXBean(
                com.sun.management.OperatingSystemMXBean.class)
            .getTotalMemorySize();
    long heap = Runtime.getRuntime().maxMemory();
    return new MemoryBudget(Math.max(total / 10, total - total / 10 - heap));
  }

  /**
   * Sets {@code bytes} aside for {@code what} until the reservation is closed.
   *
   * @throws MemoryRefusedException with the numbers, when they are not left
   */
  public synchronized Reservation reserve(String what, long bytes) {
    long used = taken.values().stream().mapToLong(Long::longValue).sum();
    if (bytes > limit - used) {
      throw new MemoryRefusedException(
          "%s: %,d bytes (expected: at most %,d, the rest of %,d beside %s)"
              .formatted(what, bytes, limit - used, limit, taken));
    }
    taken.merge(what, bytes, Long::sum);
    return new Reservation(what, bytes);
  }

  /** Bytes that are set aside now. */
  public synchronized long reserved() {
    return taken.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Bytes that can still be set aside. */
  public synchronized long free() {
    return limit - reserved();
  }

  private synchronized void release(String what, long bytes) {
    taken.compute(
        what, (name, held) -> Objects.requireNonNull(held) == bytes ? null : held - bytes);
  }

  /** Memory set aside; given back once, when closed. */
  public final class Reservation implements AutoCloseable {
    private final String what;
    private final long bytes;
    private boolean open = true;

    private Reservation(String what, long bytes) {
      this.what = what;
      this.bytes = bytes;
    }

    @Override
    public synchronized void close() {
      if (open) {
        open = false;
        release(what, bytes);
      }
    }
  }
}
