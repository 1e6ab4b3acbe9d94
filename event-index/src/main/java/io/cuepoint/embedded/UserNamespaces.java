package io.cuepoint.embedded;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The kernel's user namespaces: a process in one of its own has no user of the outside. */
final class UserNamespaces {
  private UserNamespaces() {}

  static boolean allowed() throws InterruptedException {
    try {
      Process trial =
          new ProcessBuilder("unshare", "-U", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!trial.waitFor(5, TimeUnit.SECONDS)) {
        trial.destroyForcibly();
        return false;
      }
      return trial.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }
}
