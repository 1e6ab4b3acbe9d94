package io.cuepoint.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes whose executable lies under a folder: what a killed JVM left running there. Process
 * ids from a file would not do, as the system gives them out again.
 */
final class LeftoverProcesses {
  private static final Logger log = LoggerFactory.getLogger(LeftoverProcesses.class);
  private static final Duration GENTLY = Duration.ofSeconds(15);
  private static final Duration FORCIBLY = Duration.ofSeconds(10);

  private final Path folder;

  private LeftoverProcesses(Path folder) {
    this.folder = folder;
  }

  static LeftoverProcesses of(Path realFolder) {
    return new LeftoverProcesses(realFolder);
  }

  List<ProcessHandle> list() {
    return ProcessHandle.allProcesses().filter(this::runsFromHere).toList();
  }

  private boolean runsFromHere(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "exe"))
          .startsWith(folder);
    } catch (IOException e) {
      return false; // gone, or another user's
    }
  }

  /**
   * Ends them: first by a fast shutdown of the server, which leaves its data clean, then by force,
   * from which it recovers.
   */
  void stop() throws IOException, InterruptedException {
    List<ProcessHandle> found = list();
    if (found.isEmpty()) {
      return;
    }
    log.info("stopping {} processes that an earlier run left in {}", found.size(), folder);
    for (ProcessHandle process : found) {
      boolean first = process.parent().map(parent -> !found.contains(parent)).orElse(true);
      if (first) {
        Signals.interrupt(process.pid());
      }
    }
    if (endedWithin(GENTLY)) {
      return;
    }
    list().forEach(ProcessHandle::destroyForcibly);
    if (!endedWithin(FORCIBLY)) {
      throw new IOException(
          "processes " + list().stream().map(ProcessHandle::pid).toList() + " do not end");
    }
  }

  boolean endedWithin(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!list().isEmpty()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }
}
