package io.cuepoint.ingest.sample.segment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A segment to be decoded, and what has come of it. What has come is guarded by the outlet. */
final class SegmentJob implements AutoCloseable {
  private final Segment segment;
  private final List<Wanted> wanted;
  private final Set<Long> stamps;
  private final long bytes;
  private boolean closed;
  final Deque<Shown> shown = new ArrayDeque<>();
  boolean ended;
  long decoded;
  @Nullable Throwable failure;

  /** Takes over {@code segment}. */
  SegmentJob(Segment segment, List<Wanted> wanted) {
    this.segment = segment;
    this.wanted = List.copyOf(wanted);
    this.stamps = wanted.stream().map(Wanted::stamp).collect(Collectors.toSet());
    this.bytes = segment.packets().bytes();
  }

  Segment segment() {
    return segment;
  }

  List<Wanted> wanted() {
    return wanted;
  }

  /** Whether the frame with this PTS is wanted. */
  boolean wants(long stamp) {
    return stamps.contains(stamp);
  }

  long bytes() {
    return bytes;
  }

  /** Gives the packets back; whoever decodes them must have ended. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      segment.close();
    }
  }
}
