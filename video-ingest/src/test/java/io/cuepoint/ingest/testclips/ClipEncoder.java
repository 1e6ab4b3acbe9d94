package io.cuepoint.ingest.testclips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.cuepoint.ingest.demux.Ffmpeg;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** Writes one {@link TestClip} through libavcodec and libavformat. */
final class ClipEncoder implements AutoCloseable {
  private static final int SAMPLE_RATE = 48_000;

  private final TestClip clip;
  private final AVFormatContext format = new AVFormatContext(null);
  private final @Nullable EncoderStream video;
  private final @Nullable EncoderStream audio;

  ClipEncoder(TestClip clip, Path file) throws IOException {
    this.clip = clip;
    Ffmpeg.load();
    check(avformat_alloc_output_context2(format, null, null, file.toString()), "container");
    video = clip.painter == null ? null : openVideo();
    audio = clip.sound == null ? null : openAudio();
    AVIOContext io = new AVIOContext(null);
    check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "file");
    format.pb(io);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "movflags", "+faststart", 0);
    check(avformat_write_header(format, options), "header");
    av_dict_free(options);
  }

  private EncoderStream openVideo() throws IOException {
    AVCodec codec = avcodec_find_encoder_by_name(clip.codec);
    if (codec == null) {
      throw new IOException("no encoder " + clip.codec);
    }
    boolean full = clip.codec.equals("mjpeg");
    return EncoderStream.open(
        format,
        codec,
        context -> {
          context.width(clip.width);
          context.height(clip.height);
          context.pix_fmt(full ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P);
          context.color_range(AVCOL_RANGE_MPEG);
          context.colorspace(AVCOL_SPC_BT709);
          context.time_base(rational(1, clip.framesPerSecond));
          context.framerate(rational(clip.framesPerSecond, 1));
          context.gop_size(clip.keyFrameInterval);
          context.max_b_frames(clip.betweenFrames);
          context.bit_rate(clip.bitRate);
          context.thread_count(1);
        });
  }

  private EncoderStream openAudio() throws IOException {
    return EncoderStream.open(
        format,
        avcodec_find_encoder(AV_CODEC_ID_AAC),
        context -> {
          context.sample_fmt(AV_SAMPLE_FMT_FLTP);
          context.sample_rate(SAMPLE_RATE);
          context.time_base(rational(1, SAMPLE_RATE));
          context.bit_rate(128_000);
          av_channel_layout_default(context.ch_layout(), clip.channels);
        });
  }

  /** Encodes everything, picture and sound in the order of their times. */
  void run() throws IOException {
    long samples = audio == null ? 0 : Math.round(clip.seconds * SAMPLE_RATE);
    int frames = video == null ? 0 : clip.frames();
    long sample = 0;
    int frame = 0;
    while (frame < frames || sample < samples) {
      double soundTime = (double) sample / SAMPLE_RATE;
      double pictureTime = (double) frame / clip.framesPerSecond;
      if (video != null && frame < frames && (sample >= samples || pictureTime <= soundTime)) {
        encodeFrame(video, frame++);
      } else if (audio != null) {
        sample += encodeSound(audio, sample, samples);
      }
    }
    if (video != null) {
      video.encode(format, null);
    }
    if (audio != null) {
      audio.encode(format, null);
    }
    check(av_write_trailer(format), "trailer");
  }

  private void encodeFrame(EncoderStream stream, int number) throws IOException {
    byte[] luma = new byte[clip.width * clip.height];
    Painter painter = clip.painter;
    if (painter != null) {
      double time = (double) number / clip.framesPerSecond;
      painter.paint(time, number, luma, clip.width, clip.height);
    }
    toLimitedRange(luma);
    AVFrame frame = stream.frame();
    frame.pts(number);
    BytePointer plane = frame.data(0);
    for (int y = 0; y < clip.height; y++) {
      plane.position((long) y * frame.linesize(0)).put(luma, y * clip.width, clip.width);
    }
    for (int i = 1; i < 3; i++) {
      byte[] neutral = new byte[frame.linesize(i) * ((clip.height + 1) / 2)];
      java.util.Arrays.fill(neutral, (byte) 128);
      frame.data(i).put(neutral);
    }
    stream.encode(format, frame);
  }

  private void toLimitedRange(byte[] luma) {
    if (clip.codec.equals("mjpeg")) {
      return;
    }
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) Math.round(16 + (luma[i] & 0xff) * 219 / 255f);
    }
  }

  private long encodeSound(EncoderStream stream, long first, long total) throws IOException {
    AVCodecContext context = stream.context();
    int count = (int) Math.min(context.frame_size(), total - first);
    AVFrame frame = stream.frame();
    frame.nb_samples(count);
    frame.pts(first);
    float[] samples = new float[count];
    Sound sound = clip.sound;
    for (int i = 0; i < count && sound != null; i++) {
      samples[i] = sound.at((double) (first + i) / SAMPLE_RATE);
    }
    for (int c = 0; c < clip.channels; c++) {
      new FloatPointer(frame.data(c)).put(samples);
    }
    stream.encode(format, frame);
    return count;
  }

  static AVRational rational(int num, int den) {
    return new AVRational().num(num).den(den);
  }

  static void check(int result, String what) throws IOException {
    if (result < 0) {
      throw new IOException(what + ": " + Ffmpeg.describe(result));
    }
  }

  static boolean isVideo(AVCodecContext context) {
    return context.codec_type() == AVMEDIA_TYPE_VIDEO;
  }

  @Override
  public void close() {
    if (video != null) {
      video.close();
    }
    if (audio != null) {
      audio.close();
    }
    if (format.pb() != null) {
      avio_closep(format.pb());
    }
    avformat_free_context(format);
  }
}
