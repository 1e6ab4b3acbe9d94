package io.cuepoint.ingest.sample.segment;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.FrameTimes;
import io.cuepoint.ingest.sample.Pictures;
import io.cuepoint.ingest.sample.ScalingException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The way of a job's wanted frames, in their order, from a decoder to the outlet. */
final class FrameExit {
  private final SegmentJob job;
  private final Pictures pictures;
  private final FrameTimes times;
  private final long zero;
  private final Outlet outlet;
  private int next;
  private long decoded;

  /**
   * @param zero of the video's clock on the container's, in microseconds
   */
  FrameExit(SegmentJob job, Pictures pictures, FrameTimes times, long zero, Outlet outlet) {
    this.job = job;
    this.pictures = pictures;
    this.times = times;
    this.zero = zero;
    this.outlet = outlet;
  }

  static boolean isSound(AVFrame frame) {
    return frame.pts() != AV_NOPTS_VALUE
        && (frame.flags() & AV_FRAME_FLAG_CORRUPT) == 0
        && frame.decode_error_flags() == 0;
  }

  /** Counts a frame that came out. */
  void count() {
    decoded++;
  }

  long decoded() {
    return decoded;
  }

  /** What is wanted next; null when nothing more is. */
  @Nullable Wanted next() {
    return next < job.wanted().size() ? job.wanted().get(next) : null;
  }

  /** Leaves the next wanted frame out: there is none on screen then. */
  void pass() {
    next++;
  }

  /** Gives {@code frame} for what is wanted next. */
  void give(AVFrame frame) throws InterruptedException {
    RgbPicture picture = null;
    ScalingException failure = null;
    try {
      picture = pictures.of(frame).copy();
    } catch (ScalingException e) {
      failure = e;
    }
    Wanted wanted = job.wanted().get(next++);
    outlet.put(
        job,
        new Shown(
            wanted,
            times.micros(frame.pts()) - zero,
            times.duration(frame),
            (frame.flags() & AV_FRAME_FLAG_KEY) != 0,
            frame.width(),
            frame.height(),
            picture,
            failure));
  }
}
