package io.cuepoint.worker.console;

/** A command line that cannot be followed. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
