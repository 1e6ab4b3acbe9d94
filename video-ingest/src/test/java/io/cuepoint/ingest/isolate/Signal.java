package io.cuepoint.ingest.isolate;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to a process that the test started. */
public final class Signal {
  private Signal() {}

  static void abort(long pid) {
    send("-ABRT", pid);
  }

  /** It stays, and does nothing. */
  public static void stop(long pid) {
    send("-STOP", pid);
  }

  /** After a stop. */
  public static void goOn(long pid) {
    send("-CONT", pid);
  }

  private static void send(String signal, long pid) {
    try {
      int unused = new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
