package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.cuepoint.ingest.demux.MediaInput;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A stream's timestamps and durations in microseconds of the container's clock. */
public final class FrameTimes implements AutoCloseable {
  /** A frame whose duration nobody knows. */
  private static final long DEFAULT_DURATION = 40_000;

  private static final long MAX_DURATION = 10_000_000;

  private final AVStream stream;
  private final AVRational timeBase;
  private final AVRational micros = new AVRational().num(1).den(1_000_000);
  private final long usualDuration;

  public FrameTimes(MediaInput input, AVStream stream) {
    this.stream = stream;
    this.timeBase = stream.time_base();
    AVRational rate = av_guess_frame_rate(input.format(), stream, null);
    long usual = DEFAULT_DURATION;
    if (stream.avg_frame_rate().num() > 0 && stream.avg_frame_rate().den() > 0) {
      rate = stream.avg_frame_rate();
    }
    if (rate.num() > 0 && rate.den() > 0) {
      usual = Math.round(1e6 * rate.den() / rate.num());
    }
    this.usualDuration = Math.min(Math.max(1, usual), MAX_DURATION);
  }

  /** The frame's timestamp; {@code AV_NOPTS_VALUE} when it has none. */
  long timestamp(AVFrame frame) {
    long stamp = frame.best_effort_timestamp();
    return stamp == AV_NOPTS_VALUE ? stamp : micros(stamp);
  }

  /** A timestamp of the stream, which must be one. */
  public long micros(long stamp) {
    return av_rescale_q(stamp, timeBase, micros);
  }

  /** Microseconds of the container's clock in the stream's time base. */
  public static long fromMicros(long time, AVStream stream) {
    try (AVRational base = new AVRational().num(1).den(1_000_000)) {
      return av_rescale_q(time, base, stream.time_base());
    }
  }

  /** How long the frame stays, as far as it says; else as long as frames do on average. */
  public long duration(AVFrame frame) {
    return duration(frame.duration());
  }

  /** The same of the frame that {@code packet} holds: decoders hand its duration on. */
  public long duration(AVPacket packet) {
    return duration(packet.duration());
  }

  private long duration(long stated) {
    if (stated <= 0) {
      return usualDuration;
    }
    return Math.min(Math.max(1, av_rescale_q(stated, timeBase, micros)), MAX_DURATION);
  }

  /**
   * When the last frame, at {@code time} of the video's clock, leaves the screen. Its own duration
   * follows from the decoding order and may be wrong; the stream's end, where the container states
   * one after the frame, is right.
   */
  public long endOfLast(long time, long duration, long zero) {
    if (stream.duration() == AV_NOPTS_VALUE || stream.start_time() == AV_NOPTS_VALUE) {
      return time + duration;
    }
    long end = av_rescale_q(stream.start_time() + stream.duration(), timeBase, micros) - zero;
    return end > time ? Math.min(time + duration, end) : time + Math.min(duration, usualDuration);
  }

  @Override
  public void close() {
    micros.close();
  }
}
