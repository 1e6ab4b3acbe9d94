package io.cuepoint.ingest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that a process has held at once, where the system is Linux. */
final class PeakMemory {
  private PeakMemory() {}

  /** In bytes; 0 where the system does not say, or the process has ended. */
  static long of(long process) {
    return read(process, "VmHWM:");
  }

  /** What it holds now, likewise. */
  static long now(long process) {
    return read(process, "VmRSS:");
  }

  private static long read(long process, String field) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
