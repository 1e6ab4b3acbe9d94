package io.cuepoint.ingest.sample.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PALETTE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PARAM_CHANGE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.cuepoint.ingest.sample.FrameTimes;
import io.cuepoint.ingest.sample.Packets;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream's packets into segments. A segment is known once a packet after the next key frame
 * is shown after that frame: until then pictures may come that are shown before it.
 */
final class SegmentCutter implements AutoCloseable {
  private static final int[] CHANGES = {
    AV_PKT_DATA_NEW_EXTRADATA, AV_PKT_DATA_PARAM_CHANGE, AV_PKT_DATA_PALETTE
  };

  private final FrameTimes times;
  private final SegmentLimits limits;
  private final long maxLeap;
  private @Nullable Packets before;
  private Packets current = new Packets();
  private Packets next = new Packets();
  private boolean first = true;
  private long lastShown = AV_NOPTS_VALUE;

  /**
   * @param maxLeap a longer time between two frames, in microseconds, is a joint of recordings
   */
  SegmentCutter(FrameTimes times, SegmentLimits limits, long maxLeap) {
    this.times = times;
    this.limits = limits;
    this.maxLeap = maxLeap;
  }

  /**
   * Adds the next packet, which stays the caller's.
   *
   * @return the segment that is now known, if there is one
   */
  @Nullable Segment add(AVPacket packet) throws OddStreamException {
    check(packet);
    boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    if (next.isEmpty()) {
      append(packet, key);
      return null;
    }
    long nextKey = next.get(0).pts();
    if (!key && packet.pts() < nextKey) {
      next.add(packet);
      return null;
    }
    Segment known = cut();
    append(packet, key);
    return known;
  }

  /** The segment before the last key frame when the stream ends; null where there is none. */
  @Nullable Segment beforeLast() throws OddStreamException {
    return next.isEmpty() ? null : cut();
  }

  /** The last segment when the stream ends, after {@link #beforeLast}; null for an empty stream. */
  @Nullable Segment last() throws OddStreamException {
    if (current.isEmpty()) {
      return null;
    }
    Segment last = new Segment(current, before, shown(current.size()), Long.MAX_VALUE, first);
    current = new Packets();
    before = null;
    return last;
  }

  /** Forgets everything; what comes next is from elsewhere in the stream. */
  void restart() {
    free();
    first = false;
    lastShown = AV_NOPTS_VALUE;
  }

  private static void check(AVPacket packet) throws OddStreamException {
    if (packet.pts() == AV_NOPTS_VALUE) {
      throw new OddStreamException("a packet has no timestamp");
    }
    if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
      throw new OddStreamException("a packet is damaged");
    }
    if (packet.side_data_elems() > 0) {
      for (int change : CHANGES) {
        if (av_packet_get_side_data(packet, change, (SizeTPointer) null) != null) {
          throw new OddStreamException("the decoder's settings change in mid-stream");
        }
      }
    }
  }

  private void append(AVPacket packet, boolean key) throws OddStreamException {
    if (current.isEmpty()) {
      if (!key) {
        throw new OddStreamException("the stream does not begin with a key frame");
      }
      current.add(packet);
    } else if (key) {
      next.add(packet);
    } else {
      if (!first && packet.pts() < current.get(0).pts()) {
        throw new OddStreamException("timestamps jump back");
      }
      current.add(packet);
    }
    checkSize(packet);
  }

  private void checkSize(AVPacket packet) throws OddStreamException {
    if (current.bytes() + next.bytes() > limits.segmentBytes()) {
      throw new OddStreamException("a key frame is too many bytes before the next");
    }
    long since = times.micros(packet.pts()) - times.micros(current.get(0).pts());
    if (next.isEmpty() && since > limits.segmentLength().micros()) {
      throw new OddStreamException("a key frame is too long before the next");
    }
  }

  /** The segment from {@code current} until {@code next}, which becomes the current one. */
  private Segment cut() throws OddStreamException {
    int own = current.size();
    long end = next.get(0).pts();
    if (next.size() > 1) {
      current.addAll(next, next.size());
    }
    long[] stamps = shown(own);
    if (stamps.length > 0 && stamps[stamps.length - 1] >= end) {
      throw new OddStreamException("timestamps jump back");
    }
    Segment known = new Segment(current, before, stamps, end, first);
    before = new Packets();
    before.addAll(known.packets(), own);
    current = new Packets();
    current.add(next.get(0));
    next.close();
    first = false;
    return known;
  }

  /** Which frames of the current packets are shown; {@code nextKey} is the next segment's. */
  private long[] shown(int nextKey) throws OddStreamException {
    long[] stamps =
        IntStream.range(0, current.size())
            .filter(i -> i != nextKey)
            .mapToObj(current::get)
            .filter(packet -> (packet.flags() & AV_PKT_FLAG_DISCARD) == 0)
            .mapToLong(AVPacket::pts)
            .sorted()
            .toArray();
    checkOrder(stamps);
    return stamps;
  }

  private void checkOrder(long[] stamps) throws OddStreamException {
    for (long stamp : stamps) {
      if (lastShown != AV_NOPTS_VALUE) {
        if (stamp <= lastShown) {
          throw new OddStreamException("two frames have one timestamp, or timestamps jump back");
        }
        if (times.micros(stamp) - times.micros(lastShown) > maxLeap) {
          throw new OddStreamException("timestamps leap");
        }
      }
      lastShown = stamp;
    }
  }

  private void free() {
    if (before != null) {
      before.close();
      before = null;
    }
    current.close();
    next.close();
  }

  @Override
  public void close() {
    free();
  }
}
