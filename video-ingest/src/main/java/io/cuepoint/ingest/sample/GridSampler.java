package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.picture.RgbPicture;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Holds the frame on screen and hands it out for each target {@code k / framesPerSecond} that falls
 * before the next one. A frame that is no target's is never converted. Microseconds.
 */
final class GridSampler implements AutoCloseable {
  private final double framesPerSecond;
  private final Pictures pictures;
  private final PassSink sink;
  private final AVFrame current = av_frame_alloc();
  private boolean holding;
  private long time;
  private boolean key;
  private boolean damaged;
  private long next;
  private long samples;

  GridSampler(double framesPerSecond, Pictures pictures, PassSink sink) {
    this.framesPerSecond = framesPerSecond;
    this.pictures = pictures;
    this.sink = sink;
  }

  /** The frame that is on screen from {@code start} on; it is moved away from the caller. */
  void show(AVFrame frame, long start, boolean isKey, boolean isDamaged)
      throws InterruptedException, ScalingException {
    emitBefore(start);
    av_frame_unref(current);
    av_frame_move_ref(current, frame);
    holding = true;
    time = start;
    key = isKey;
    damaged = isDamaged;
  }

  /** Nothing more comes; the frame on screen leaves it at {@code end}. */
  void finish(long end) throws InterruptedException, ScalingException {
    emitBefore(end);
  }

  long samples() {
    return samples;
  }

  private void emitBefore(long end) throws InterruptedException, ScalingException {
    RgbPicture picture = null;
    for (long target = target(); target < end; target = target()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      next++;
      if (!holding || target < time) {
        continue;
      }
      if (picture == null) {
        picture = pictures.of(current);
      }
      samples++;
      sink.sample(
          new SampledFrame(
              MediaTime.ofMicros(target), MediaTime.ofMicros(time), key, damaged, picture));
    }
  }

  private long target() {
    return Math.round(next * 1e6 / framesPerSecond);
  }

  @Override
  public void close() {
    av_frame_free(current);
  }
}
