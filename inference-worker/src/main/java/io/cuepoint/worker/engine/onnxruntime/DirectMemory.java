package io.cuepoint.worker.engine.onnxruntime;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.cuepoint.worker.engine.MemoryRefusedException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** The JVM's own bound on direct buffers, which a KV cache consists of. */
final class DirectMemory {
  private DirectMemory() {}

  /** Refuses {@code bytes} that the JVM would not allocate. */
  static void require(String what, long bytes) {
    long limit = limit();
    long used = used();
    if (bytes > limit - used) {
      throw new MemoryRefusedException(
          "%s: %,d bytes of direct memory (expected: at most %,d of %,d; raise it by -XX:MaxDirectMemorySize)"
              .formatted(what, bytes, limit - used, limit));
    }
  }

  private static long limit() {
    long set =
        Long.parseLong(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue());
    return set > 0 ? set : Runtime.getRuntime().maxMemory();
  }

  private static long used() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
