package io.cuepoint.embedded;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that Java has no call for. */
final class Signals {
  private Signals() {}

  /** SIGINT, which Postgres takes as: break off what runs, and stop cleanly. */
  static void interrupt(long pid) throws IOException, InterruptedException {
    // the shell's own kill: the command is missing in the smallest images
    Process kill =
        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + pid)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!kill.waitFor(5, TimeUnit.SECONDS)) {
      kill.destroyForcibly();
    }
  }
}
