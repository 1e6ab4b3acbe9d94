package io.cuepoint.ingest.testclips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.cuepoint.ingest.demux.Ffmpeg;
import java.io.IOException;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** One stream of a file that is being written. */
final class EncoderStream implements AutoCloseable {
  private final AVCodecContext context;
  private final AVStream stream;
  private final AVFrame frame;
  private final AVPacket packet = av_packet_alloc();

  private EncoderStream(AVCodecContext context, AVStream stream, AVFrame frame) {
    this.context = context;
    this.stream = stream;
    this.frame = frame;
  }

  static EncoderStream open(
      AVFormatContext format, AVCodec codec, Consumer<AVCodecContext> settings) throws IOException {
    AVStream stream = avformat_new_stream(format, codec);
    AVCodecContext context = avcodec_alloc_context3(codec);
    settings.accept(context);
    if ((format.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    ClipEncoder.check(avcodec_open2(context, codec, (AVDictionary) null), "encoder");
    ClipEncoder.check(avcodec_parameters_from_context(stream.codecpar(), context), "parameters");
    stream.time_base(context.time_base());
    AVFrame frame = av_frame_alloc();
    if (ClipEncoder.isVideo(context)) {
      stream.avg_frame_rate(context.framerate());
      frame.width(context.width());
      frame.height(context.height());
      frame.format(context.pix_fmt());
      frame.color_range(context.color_range());
      frame.colorspace(context.colorspace());
    } else {
      frame.nb_samples(context.frame_size());
      frame.format(context.sample_fmt());
      frame.sample_rate(context.sample_rate());
      av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
    }
    ClipEncoder.check(av_frame_get_buffer(frame, 0), "frame");
    return new EncoderStream(context, stream, frame);
  }

  AVCodecContext context() {
    return context;
  }

  /** The frame to fill next. */
  AVFrame frame() throws IOException {
    ClipEncoder.check(av_frame_make_writable(frame), "frame");
    return frame;
  }

  /** Encodes a frame and writes what comes out; null ends the stream. */
  void encode(AVFormatContext format, @Nullable AVFrame input) throws IOException {
    ClipEncoder.check(avcodec_send_frame(context, input), "encode");
    while (true) {
      int received = avcodec_receive_packet(context, packet);
      if (received == Ffmpeg.EAGAIN || received == AVERROR_EOF) {
        return;
      }
      ClipEncoder.check(received, "encode");
      packet.stream_index(stream.index());
      if (packet.duration() == 0 && ClipEncoder.isVideo(context)) {
        packet.duration(1);
      }
      av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
      ClipEncoder.check(av_interleaved_write_frame(format, packet), "write");
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
