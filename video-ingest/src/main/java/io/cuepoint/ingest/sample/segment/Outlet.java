package io.cuepoint.ingest.sample.segment;

import org.jspecify.annotations.Nullable;

/**
 * Brings the pictures of many decoders into the order of their segments. Decoders wait while too
 * many pictures do, but for the segment whose turn it is. Safe for concurrent use.
 */
final class Outlet {
  private final long mostBytes;
  private long bytes;
  private @Nullable SegmentJob turn;

  /**
   * @param mostBytes of pictures that wait; one is always allowed to the segment whose turn it is
   */
  Outlet(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Hands in the next picture of {@code job}, once there is room. */
  synchronized void put(SegmentJob job, Shown shown) throws InterruptedException {
    while (bytes + shown.bytes() > mostBytes && !(job == turn && job.shown.isEmpty())) {
      wait();
    }
    bytes += shown.bytes();
    job.shown.add(shown);
    notifyAll();
  }

  /**
   * No more comes of {@code job}.
   *
   * @param failure what ended it; null when all its pictures came
   */
  synchronized void end(SegmentJob job, long decoded, @Nullable Throwable failure) {
    job.ended = true;
    job.decoded = decoded;
    job.failure = failure;
    notifyAll();
  }

  /**
   * The next picture of {@code job}, whose turn it is; null when all have come.
   *
   * @throws OddStreamException what ended the job early, as all that it throws
   */
  synchronized @Nullable Shown take(SegmentJob job)
      throws OddStreamException, InterruptedException {
    turn = job;
    notifyAll();
    while (job.shown.isEmpty() && !job.ended) {
      wait();
    }
    Shown shown = job.shown.poll();
    if (shown != null) {
      bytes -= shown.bytes();
      notifyAll();
      return shown;
    }
    if (job.failure instanceof OddStreamException odd) {
      throw odd;
    }
    if (job.failure != null) {
      throw new IllegalStateException("decoding failed", job.failure);
    }
    return null;
  }
}
