package io.cuepoint.worker.console;

import java.util.List;

/** One command of the console. */
interface Command {
  String name();

  /** A line for {@code --help}. */
  String usage();

  /**
   * Does it, with results to {@code output}.
   *
   * @return whether everything was as it should be
   * @throws UsageException when {@code words} cannot be followed
   */
  boolean run(List<String> words, Output output) throws Exception;
}
