package io.cuepoint.worker.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What this process holds in memory, where the system says so (Linux). */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** The most that it held at a time, in bytes, with the pages of mapped files. */
  static OptionalLong peak() throws IOException {
    return bytes("VmHWM:");
  }

  /** What it holds now without the pages of files, in bytes. */
  static OptionalLong own() throws IOException {
    return bytes("RssAnon:");
  }

  private static OptionalLong bytes(String key) throws IOException {
    if (!Files.exists(STATUS)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst();
  }
}
