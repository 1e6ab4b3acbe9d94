package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.cuepoint.ingest.demux.Ffmpeg;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** A stream's decoder. Every packet's frames are taken out before the next packet goes in. */
public final class Decoder implements AutoCloseable {
  private static final int MAX_ERRORS_A_PACKET = 64;

  /** Takes what comes out. */
  public interface Output {
    /** A frame, valid during the call (it may be moved away). */
    void frame(AVFrame frame) throws InterruptedException;

    /** A packet that the codec refused, or a frame that it lost. */
    void error(int code);
  }

  private final AVCodecContext context;
  private final AVFrame frame;
  private final int usualConcealment;

  private Decoder(AVCodecContext context, AVFrame frame) {
    this.context = context;
    this.frame = frame;
    this.usualConcealment = context.error_concealment();
  }

  /** A decoder, or why there is none. */
  public static Decoder open(AVStream stream, int threads, long maxPixels)
      throws NoDecoderException {
    String name = avcodec_get_name(stream.codecpar().codec_id()).getString();
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null) {
      throw new NoDecoderException("no decoder for " + name);
    }
    AVCodecContext context = avcodec_alloc_context3(codec);
    if (context == null) {
      throw new OutOfMemoryError("avcodec_alloc_context3");
    }
    avcodec_parameters_to_context(context, stream.codecpar());
    context.pkt_timebase(stream.time_base());
    context.thread_count(threads);
    context.max_pixels(maxPixels);
    int opened = avcodec_open2(context, codec, (AVDictionary) null);
    AVFrame frame = opened < 0 ? null : av_frame_alloc();
    if (frame == null) {
      avcodec_free_context(context);
      throw new NoDecoderException(name + " decoder refused: " + Ffmpeg.describe(opened));
    }
    return new Decoder(context, frame);
  }

  /** Decodes {@code packet}; null drains what is still inside. */
  public void decode(@Nullable AVPacket packet, Output output) throws InterruptedException {
    int sent = avcodec_send_packet(context, packet);
    if (sent < 0 && sent != AVERROR_EOF) {
      output.error(sent);
    }
    int errors = 0;
    while (errors < MAX_ERRORS_A_PACKET) {
      int received = avcodec_receive_frame(context, frame);
      if (received == Ffmpeg.EAGAIN || received == AVERROR_EOF) {
        return;
      }
      if (received < 0) {
        errors++;
        output.error(received);
      } else {
        try {
          output.frame(frame);
        } finally {
          av_frame_unref(frame);
        }
      }
    }
  }

  /**
   * Which packets after this are skipped, in FFmpeg's terms ({@code AVDISCARD_DEFAULT}: none that
   * can be shown; {@code AVDISCARD_NONREF}: those on which no other depends).
   */
  public void skip(int discard) {
    context.skip_frame(discard);
  }

  /** Whether what is missing of a frame is made up, as it is at first. */
  public void conceal(boolean concealing) {
    context.error_concealment(concealing ? usualConcealment : 0);
  }

  /** Forgets everything, after a seek or after draining. */
  public void flush() {
    avcodec_flush_buffers(context);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
