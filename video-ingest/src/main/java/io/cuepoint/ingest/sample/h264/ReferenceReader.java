package io.cuepoint.ingest.sample.h264;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;

import io.cuepoint.ingest.sample.Packets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the headers of a stream's slices which references the wanted pictures depend on. A
 * picture that is a reference, but none of theirs, must still be announced to the decoder, which
 * counts references; its contents need not. Immutable.
 */
public final class ReferenceReader {
  private static final int RECORD_BYTES = 7;

  private final List<byte[]> parameters;
  private final int lengthBytes;

  private ReferenceReader(List<byte[]> parameters, int lengthBytes) {
    this.parameters = List.copyOf(parameters);
    this.lengthBytes = lengthBytes;
  }

  /** For a stream with an {@code avcC} record (ISO/IEC 14496-15, 5.3.3.1); null for others. */
  public static @Nullable ReferenceReader of(AVCodecParameters codec) {
    BytePointer extra = codec.extradata();
    if (codec.codec_id() != AV_CODEC_ID_H264
        || extra == null
        || extra.isNull()
        || codec.extradata_size() < RECORD_BYTES) {
      return null;
    }
    byte[] bytes = new byte[codec.extradata_size()];
    extra.get(bytes);
    return bytes[0] == 1 ? of(bytes) : null;
  }

  private static @Nullable ReferenceReader of(byte[] extra) {
    List<byte[]> parameters = new ArrayList<>();
    int at = 5;
    for (int kind = 0; kind < 2; kind++) {
      if (at >= extra.length) {
        return null;
      }
      int count = extra[at++] & (kind == 0 ? 0x1f : 0xff);
      for (int i = 0; i < count; i++) {
        int size = at + 2 > extra.length ? 0 : (extra[at] & 0xff) << 8 | (extra[at + 1] & 0xff);
        at += 2;
        if (size == 0 || at + size > extra.length) {
          return null;
        }
        parameters.add(Arrays.copyOfRange(extra, at, at + size));
        at += size;
      }
    }
    return new ReferenceReader(parameters, (extra[4] & 3) + 1);
  }

  /**
   * Those of the first {@code count} packets that hold a reference on which no wanted picture
   * depends, by their numbers.
   *
   * @param packets in decoding order, from a key frame on
   * @param wanted by their PTS
   * @return none where the stream has something that is not followed here
   */
  public Map<Integer, Announcement> dispensable(Packets packets, int count, LongPredicate wanted) {
    List<Set<Integer>> uses = new ArrayList<>();
    Map<Integer, Announcement> references = new HashMap<>();
    try {
      ParameterSets sets = new ParameterSets();
      for (byte[] unit : parameters) {
        sets.add(unit);
      }
      PacketReader reader = new PacketReader(lengthBytes);
      PictureBuffer buffer = new PictureBuffer();
      for (int i = 0; i < count; i++) {
        PacketReader.Slice slice = reader.read(packets.get(i), sets);
        uses.add(buffer.take(i, slice.header()));
        if (slice.header().reference()) {
          references.put(i, slice.announcement());
        }
      }
    } catch (UnforeseenException e) {
      return Map.of();
    }
    Set<Integer> needed = new HashSet<>();
    for (int i = count - 1; i >= 0; i--) {
      if (needed.contains(i) || wanted.test(packets.get(i).pts())) {
        references.remove(i);
        needed.addAll(uses.get(i));
      }
    }
    return references;
  }
}
