package io.cuepoint.ingest.sample.h264;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/** Finds the one slice of a packet whose NAL units have their lengths before them. */
final class PacketReader {
  /** More than any header has; of longer slices only this much is looked at. */
  private static final int HEADER_BYTES = 512;

  private static final int PARTITION = 2;
  private static final int MOST_PARTITIONS = 4;

  private final int lengthBytes;

  /**
   * @param lengthBytes how long a unit's length is
   */
  PacketReader(int lengthBytes) {
    this.lengthBytes = lengthBytes;
  }

  /**
   * A packet's slice.
   *
   * @param announcement what of the packet is needed for it
   */
  record Slice(SliceHeader header, Announcement announcement) {}

  /**
   * The slice of {@code packet}, which must be one picture.
   *
   * @param sets get the parameter sets of the packet
   */
  Slice read(AVPacket packet, ParameterSets sets) throws UnforeseenException {
    Slice slice = null;
    int at = 0;
    BytePointer data = packet.data();
    while (at < packet.size()) {
      int length = length(data, at, packet.size());
      int begin = at + lengthBytes;
      int type = bytes(data, begin, 1)[0] & 0x1f;
      if (type == SliceHeader.PLAIN_SLICE || type == SliceHeader.FRESH_SLICE) {
        if (slice != null) {
          throw new UnforeseenException("several slices");
        }
        byte[] unit = bytes(data, begin, Math.min(length, HEADER_BYTES));
        SliceHeader header = SliceHeader.read(unit, sets);
        slice = new Slice(header, new Announcement(at, lengthBytes, begin + header.bytes()));
      } else if (type >= PARTITION && type <= MOST_PARTITIONS) {
        throw new UnforeseenException("partitions");
      } else if (type == ParameterSets.SEQUENCE || type == ParameterSets.PICTURE) {
        sets.add(bytes(data, begin, length));
      }
      at = begin + length;
    }
    if (slice == null) {
      throw new UnforeseenException("no slice");
    }
    return slice;
  }

  private int length(BytePointer data, int at, int size) throws UnforeseenException {
    if (at + lengthBytes >= size) {
      throw new UnforeseenException("bytes after the last unit");
    }
    long length = 0;
    for (byte each : bytes(data, at, lengthBytes)) {
      length = length << 8 | (each & 0xff);
    }
    if (length < 1 || at + lengthBytes + length > size) {
      throw new UnforeseenException("a unit of %d bytes".formatted(length));
    }
    return (int) length;
  }

  private static byte[] bytes(BytePointer data, int at, int count) {
    byte[] bytes = new byte[count];
    data.position(at).get(bytes);
    return bytes;
  }
}
