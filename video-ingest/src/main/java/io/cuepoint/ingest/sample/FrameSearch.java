package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.MediaInput;
import io.cuepoint.ingest.picture.RgbPicture;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Decodes until the frame on screen at one time is known. */
final class FrameSearch implements AutoCloseable, Decoder.Output {
  private final AVStream stream;
  private final long wanted;
  private final boolean afterSeek;
  private final Decoder decoder;
  private final FrameTimes times;
  private final StreamClock clock;
  private final Pictures pictures;
  private final AVFrame before = av_frame_alloc();
  private final AVFrame best = av_frame_alloc();
  private final AVFrame after = av_frame_alloc();
  private boolean found;
  private boolean over;
  private boolean lost;

  /**
   * @param afterSeek whether decoding begins in the middle, so that a first frame after the wanted
   *     time, or one without a time, shows that the seek went wrong
   */
  FrameSearch(
      MediaInput input,
      AVStream stream,
      MediaTime time,
      int maxWidth,
      PassOptions options,
      boolean afterSeek)
      throws NoDecoderException {
    this.stream = stream;
    this.wanted = time.micros();
    this.afterSeek = afterSeek;
    this.decoder = Decoder.open(stream, options.threads(), options.maxPixels());
    this.times = new FrameTimes(input, stream);
    this.clock =
        new StreamClock(new Rebase(input.zeroMicros(), input.mayJump(), new PassWarnings()));
    this.pictures = new Pictures(input, stream, maxWidth);
  }

  void packet(AVPacket packet) throws InterruptedException {
    if (packet.stream_index() == stream.index()) {
      decoder.decode(packet, this);
    }
  }

  /** Whether no further packet is needed. */
  boolean isOver() {
    return over;
  }

  /** What was found when reading ended; null when there is none or the seek went wrong. */
  @Nullable RgbPicture result() throws InterruptedException {
    if (!over) {
      decoder.decode(null, this);
    }
    if (!found || lost) {
      return null;
    }
    try {
      return pictures.of(ifAny(before), best, ifAny(after)).copy();
    } catch (ScalingException e) {
      return null;
    }
  }

  private static @Nullable AVFrame ifAny(AVFrame frame) {
    return frame.width() == 0 ? null : frame;
  }

  @Override
  public void frame(AVFrame frame) {
    if (over) {
      return;
    }
    long stamp = times.timestamp(frame);
    if (stamp == AV_NOPTS_VALUE && afterSeek) {
      lost = true;
      over = true;
      return;
    }
    long duration = times.duration(frame);
    long time = stamp == AV_NOPTS_VALUE ? clock.next(duration) : clock.at(stamp, duration);
    if (time > wanted) {
      over = true;
      lost = afterSeek && !found;
      if (found) {
        av_frame_move_ref(after, frame);
        return;
      }
    }
    av_frame_unref(before);
    av_frame_move_ref(before, best);
    av_frame_move_ref(best, frame);
    found = true;
  }

  @Override
  public void error(int code) {
    // a damaged stretch still has frames around it
  }

  @Override
  public void close() {
    av_frame_free(before);
    av_frame_free(best);
    av_frame_free(after);
    pictures.close();
    times.close();
    decoder.close();
  }
}
