package io.cuepoint.ingest.activity;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/** Packets that may have to be decoded, when no key frame comes for long. */
final class HeldPackets implements AutoCloseable {
  private final Deque<AVPacket> packets = new ArrayDeque<>();
  private long bytes;

  void add(AVPacket packet) {
    AVPacket copy = av_packet_clone(packet);
    if (copy == null) {
      throw new OutOfMemoryError("av_packet_clone");
    }
    packets.add(copy);
    bytes += packet.size();
  }

  long bytes() {
    return bytes;
  }

  /** The next one, to be given back; null when there is none. */
  @Nullable AVPacket next() {
    AVPacket packet = packets.poll();
    if (packet != null) {
      bytes -= packet.size();
    }
    return packet;
  }

  void release(AVPacket packet) {
    av_packet_free(packet);
  }

  void clear() {
    for (AVPacket packet = next(); packet != null; packet = next()) {
      release(packet);
    }
  }

  @Override
  public void close() {
    clear();
  }
}
