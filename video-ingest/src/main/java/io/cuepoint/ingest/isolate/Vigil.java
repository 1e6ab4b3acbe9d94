package io.cuepoint.ingest.isolate;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches one decoder process while a thread waits for what it says: such a wait ends neither by an
 * interrupt nor by itself. Ended processes tell here why they ended.
 */
final class Vigil {
  private static final int OUT_OF_HEAP = 3;

  /** Exit codes of processes that ended by a fault of their own. */
  private static final Map<Integer, String> FAULTS =
      Map.of(
          OUT_OF_HEAP,
          "ran out of memory",
          132,
          "illegal instruction",
          134,
          "aborted",
          135,
          "bus error",
          136,
          "arithmetic fault",
          139,
          "segmentation fault");

  private final Process process;
  private final Duration patience;
  private volatile @Nullable Thread waiting;
  private volatile long since;
  private volatile boolean stalled;

  /**
   * @param patience how long it may say nothing
   */
  Vigil(Process process, Duration patience) {
    this.process = process;
    this.patience = patience;
  }

  /** The calling thread begins to wait for the next message. */
  void begin() {
    since = System.nanoTime();
    waiting = Thread.currentThread();
  }

  /** The message is there. */
  void end() {
    waiting = null;
  }

  /** Ends the process when the waiting thread was interrupted, or waits for too long. */
  void check() {
    Thread thread = waiting;
    if (thread == null) {
      return;
    }
    boolean late = System.nanoTime() - since > patience.toNanos();
    if (late || thread.isInterrupted()) {
      stalled = late;
      process.destroyForcibly();
    }
  }

  /**
   * Why a process ended whose pipe broke.
   *
   * @throws InterruptedException when this thread was interrupted, which ended it
   */
  IOException cause(IOException broken) throws InterruptedException {
    process.destroyForcibly();
    if (Thread.interrupted()) { // the wait for a process that has ended does not ask
      throw new InterruptedException("interrupted while a video was read");
    }
    int code = process.waitFor();
    if (stalled) {
      return new DecoderDiedException(
          "video.decoder-stall",
          "the decoder did nothing for %d s (expected: some progress)"
              .formatted(patience.toSeconds()));
    }
    String fault = FAULTS.get(code);
    if (fault != null) {
      return new DecoderDiedException("video.decoder-crash", "the decoder crashed: " + fault);
    }
    return new IOException("the decoder's process ended with code " + code, broken);
  }
}
