package io.cuepoint.ingest.sample.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H263;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG1VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG2VIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_INTRA_ONLY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;

/** For which codecs leaving packets out gives the same pixels as decoding all of them. */
final class ExactSkipping {
  private static final Set<Integer> CODECS =
      Set.of(
          AV_CODEC_ID_H264,
          AV_CODEC_ID_HEVC,
          AV_CODEC_ID_VP8,
          AV_CODEC_ID_VP9,
          AV_CODEC_ID_AV1,
          AV_CODEC_ID_MPEG1VIDEO,
          AV_CODEC_ID_MPEG2VIDEO,
          AV_CODEC_ID_MPEG4,
          AV_CODEC_ID_H263);

  /** Where an {@code hvcC} record has its number of temporal layers (ISO/IEC 14496-15, 8.3.3). */
  private static final int HVCC_LAYERS = 21;

  private ExactSkipping() {}

  /** Whether decoding may begin at each key frame. */
  static boolean ofSegments(AVCodecParameters codec) {
    AVCodecDescriptor descriptor = avcodec_descriptor_get(codec.codec_id());
    boolean intra = descriptor != null && (descriptor.props() & AV_CODEC_PROP_INTRA_ONLY) != 0;
    return intra || CODECS.contains(codec.codec_id());
  }

  /**
   * Whether FFmpeg's {@code AVDISCARD_NONREF} leaves out only what nothing depends on. In HEVC it
   * goes by "sub-layer non-reference", which pictures of a higher temporal layer may refer to.
   */
  static boolean ofNonReference(AVCodecParameters codec) {
    if (codec.codec_id() != AV_CODEC_ID_HEVC) {
      return true;
    }
    BytePointer extra = codec.extradata();
    if (extra == null || extra.isNull() || codec.extradata_size() <= HVCC_LAYERS) {
      return false;
    }
    byte[] bytes = new byte[codec.extradata_size()];
    extra.get(bytes);
    return hasOneLayer(bytes);
  }

  /** Whether {@code extra}, an {@code hvcC} record or Annex B units, tells of one layer only. */
  static boolean hasOneLayer(byte[] extra) {
    if (extra[0] == 1) {
      return (extra[HVCC_LAYERS] >> 3 & 7) == 1;
    }
    boolean found = false;
    for (int i = 0; i + 5 < extra.length; i++) {
      boolean begins = extra[i] == 0 && extra[i + 1] == 0 && extra[i + 2] == 1;
      boolean sequence = begins && (extra[i + 3] >> 1 & 0x3f) == 33;
      if (sequence && (extra[i + 5] >> 1 & 7) != 0) {
        return false;
      }
      found |= sequence;
    }
    return found;
  }
}
