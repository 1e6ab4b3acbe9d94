package io.cuepoint.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One call of one of Postgres's programs. They refuse to run as root, see {@link #of}. */
final class ServerCommand {
  private final List<String> words = new ArrayList<>();

  private ServerCommand() {}

  /**
   * As root the program runs in a user namespace of its own, where it is nobody.
   *
   * @throws IOException where the system does not let it, as in many containers
   */
  static ServerCommand of(Path program) throws IOException, InterruptedException {
    ServerCommand command = new ServerCommand();
    if (root()) {
      if (!UserNamespaces.allowed()) {
        throw new IOException(
            "Postgres refuses to run as root, and this system does not allow the user namespace"
                + " that would hide it; start Cuepoint as an ordinary user");
      }
      command.with("unshare", "-U");
    }
    return command.with(program.toString());
  }

  private static boolean root() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  ServerCommand with(String... arguments) {
    Collections.addAll(words, arguments);
    return this;
  }

  record Result(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  /** Runs it with {@code folder} as its working directory, and ends it at the limit. */
  Result run(Path folder, Duration limit) throws IOException, InterruptedException {
    // a file, not a pipe: the server that pg_ctl leaves behind would keep the pipe open
    Path output = Files.createTempFile(folder, "new-", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.environment().put("LC_ALL", "C");
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      Process process = builder.start();
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          return new Result(-1, "no end within " + limit.toSeconds() + " s");
        }
      } finally {
        process.destroyForcibly();
      }
      return new Result(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
