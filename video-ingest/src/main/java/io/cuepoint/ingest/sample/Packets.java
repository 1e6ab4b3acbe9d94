package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Packets in decoding order. Their bytes are shared with other lists, not copied. */
public final class Packets implements AutoCloseable {
  private final List<AVPacket> packets = new ArrayList<>();
  private long bytes;

  /** Adds a packet, which stays the caller's too. */
  public void add(AVPacket packet) {
    AVPacket own = av_packet_clone(packet);
    if (own == null) {
      throw new OutOfMemoryError("av_packet_clone");
    }
    packets.add(own);
    bytes += packet.size();
  }

  /** Adds the first {@code count} of {@code others}, which stay there too. */
  public void addAll(Packets others, int count) {
    for (int i = 0; i < count; i++) {
      add(others.get(i));
    }
  }

  public AVPacket get(int index) {
    return packets.get(index);
  }

  public int size() {
    return packets.size();
  }

  public boolean isEmpty() {
    return packets.isEmpty();
  }

  public long bytes() {
    return bytes;
  }

  /** Lets go of all; more may be added after. */
  @Override
  public void close() {
    packets.forEach(packet -> av_packet_free(packet));
    packets.clear();
    bytes = 0;
  }
}
