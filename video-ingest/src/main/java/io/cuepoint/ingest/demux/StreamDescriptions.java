package io.cuepoint.ingest.demux;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.cuepoint.contract.StreamInfo;
import io.cuepoint.ingest.picture.Orientation;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Every stream of a container in the contract's words. */
final class StreamDescriptions {
  private StreamDescriptions() {}

  static List<StreamInfo> of(MediaInput input) {
    List<StreamInfo> streams = new ArrayList<>();
    for (int i = 0; i < input.format().nb_streams(); i++) {
      boolean selected = i == input.choice().video() || i == input.choice().audio();
      streams.add(describe(input, input.format().streams(i), selected));
    }
    return streams;
  }

  private static StreamInfo describe(MediaInput input, AVStream stream, boolean selected) {
    AVCodecParameters codec = stream.codecpar();
    boolean seen = codec.codec_type() == AVMEDIA_TYPE_VIDEO && codec.width() > 0;
    boolean heard = codec.codec_type() == AVMEDIA_TYPE_AUDIO;
    Orientation orientation = StreamGeometry.orientation(stream, null);
    int[] size =
        StreamGeometry.stretched(
            codec.width(),
            codec.height(),
            StreamGeometry.pixelAspect(input.format(), stream, null));
    int wide = orientation.transposed() ? 1 : 0;
    return new StreamInfo(
        stream.index(),
        kind(stream),
        avcodec_get_name(codec.codec_id()).getString(),
        seen ? size[wide] : null,
        seen ? size[1 - wide] : null,
        seen ? rate(stream.avg_frame_rate()) : null,
        seen ? orientation.rotation() : null,
        heard && codec.sample_rate() > 0 ? codec.sample_rate() : null,
        heard && codec.ch_layout().nb_channels() > 0 ? codec.ch_layout().nb_channels() : null,
        language(stream),
        selected);
  }

  private static String kind(AVStream stream) {
    int type = stream.codecpar().codec_type();
    if (type == AVMEDIA_TYPE_VIDEO) {
      return StreamChoice.isPicture(stream) ? "picture" : "video";
    }
    if (type == AVMEDIA_TYPE_AUDIO) {
      return "audio";
    }
    return type == AVMEDIA_TYPE_SUBTITLE ? "subtitle" : "data";
  }

  private static @Nullable Double rate(AVRational rate) {
    if (rate.num() <= 0 || rate.den() <= 0) {
      return null;
    }
    return Math.round(1e6 * rate.num() / rate.den()) / 1e6;
  }

  private static @Nullable String language(AVStream stream) {
    String language = Metadata.find(stream.metadata(), "language");
    return language == null || language.equals("und") ? null : language;
  }
}
