package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

/**
 * All presentation times of a stream, read from its packets without decoding and without the code
 * under test: what the container itself says.
 */
final class PacketTimes {
  private PacketTimes() {}

  /** Microseconds from the container's start; packets that are not shown are left out. */
  static NavigableSet<Long> of(String file, int streamIndex) {
    AVFormatContext format = new AVFormatContext(null);
    if (avformat_open_input(format, file, (AVInputFormat) null, (AVDictionary) null) < 0) {
      throw new IllegalArgumentException(file);
    }
    avformat_find_stream_info(format, (PointerPointer<?>) null);
    AVStream stream = format.streams(streamIndex);
    double micros = 1e6 * stream.time_base().num() / stream.time_base().den();
    TreeSet<Long> times = new TreeSet<>();
    AVPacket packet = av_packet_alloc();
    while (av_read_frame(format, packet) >= 0) {
      boolean shown = (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
      if (packet.stream_index() == streamIndex && shown && packet.pts() != AV_NOPTS_VALUE) {
        times.add(Math.round(packet.pts() * micros) - format.start_time());
      }
      av_packet_unref(packet);
    }
    av_packet_free(packet);
    avformat_close_input(format);
    return times;
  }
}
