package io.cuepoint.ingest.sample.segment;

import io.cuepoint.ingest.sample.Packets;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * What is shown from one key frame until the next, and the packets that it takes: those from the
 * key frame on, without the pictures that are shown before it, then the next key frame with the
 * pictures that are shown before that one, if there are any.
 */
final class Segment implements AutoCloseable {
  private final Packets packets;
  private final @Nullable Packets before;
  private final long[] stamps;
  private final long endStamp;
  private final boolean first;

  /**
   * Takes over both lists of packets.
   *
   * @param before what comes before {@code packets} from the key frame before on; null where that
   *     is not known
   * @param stamps PTS of the frames that are shown, in order
   * @param endStamp PTS of the next key frame; {@link Long#MAX_VALUE} where the video ends
   * @param first whether the video begins with it
   */
  Segment(Packets packets, @Nullable Packets before, long[] stamps, long endStamp, boolean first) {
    this.packets = packets;
    this.before = before;
    this.stamps = stamps.clone();
    this.endStamp = endStamp;
    this.first = first;
  }

  Packets packets() {
    return packets;
  }

  /** The packets of the segment before, without what is shown before its own key frame. */
  @Nullable Packets before() {
    return before;
  }

  /** PTS of the frames that are shown, in order. */
  long[] stamps() {
    return stamps.clone();
  }

  /** The packet of the frame that is shown last; there must be one. */
  AVPacket lastShown() {
    long last = stamps[stamps.length - 1];
    int at = packets.size() - 1;
    while (packets.get(at).pts() != last) {
      at--;
    }
    return packets.get(at);
  }

  long endStamp() {
    return endStamp;
  }

  boolean isFirst() {
    return first;
  }

  boolean isLast() {
    return endStamp == Long.MAX_VALUE;
  }

  /** PTS from which on frames are this segment's. */
  long startStamp() {
    long key = packets.get(0).pts();
    return stamps.length == 0 ? key : Math.min(stamps[0], key);
  }

  @Override
  public void close() {
    packets.close();
    if (before != null) {
      before.close();
    }
  }
}
