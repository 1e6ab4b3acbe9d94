package io.cuepoint.ingest.sample.h264;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_copy_props;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * What of a packet announces a picture without its contents: all until the end of its slice's
 * header, and then what no slice begins with, so that a decoder gives up at once. (Of nothing it
 * would make up a whole picture: zeros mean that all is as before.)
 *
 * @param lengthAt where the length of the slice's unit stands
 * @param lengthBytes how long that is
 * @param size of all until the header's end
 */
public record Announcement(int lengthAt, int lengthBytes, int size) {
  /** All ones are no arithmetic code (H.264, 9.3.1.2). */
  private static final int ONES = 4;

  /** The announcement of {@code packet}, as a packet of its own. The caller frees it. */
  public AVPacket of(AVPacket packet) {
    AVPacket made = av_packet_alloc();
    if (made == null
        || av_new_packet(made, size + ONES) < 0
        || av_packet_copy_props(made, packet) < 0) {
      throw new OutOfMemoryError("av_new_packet");
    }
    byte[] bytes = new byte[size + ONES];
    packet.data().get(bytes, 0, size);
    Arrays.fill(bytes, size, bytes.length, (byte) 0xff);
    int length = bytes.length - lengthAt - lengthBytes;
    for (int i = 0; i < lengthBytes; i++) {
      bytes[lengthAt + i] = (byte) (length >> (8 * (lengthBytes - 1 - i)));
    }
    made.data().put(bytes);
    return made;
  }
}
