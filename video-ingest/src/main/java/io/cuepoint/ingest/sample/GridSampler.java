package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.picture.RgbPicture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Holds the frame on screen and hands it out for each target of the grid that falls before the next
 * one, and the frame before it, which deinterlacing needs. A frame that is no target's is never
 * converted. Microseconds.
 */
final class GridSampler implements AutoCloseable {
  private final TargetGrid grid;
  private final Pictures pictures;
  private final PassSink sink;
  private final AVFrame current = av_frame_alloc();
  private final AVFrame before = av_frame_alloc();
  private boolean holding;
  private boolean hasBefore;
  private long time;
  private boolean key;
  private boolean damaged;
  private long next;
  private long shownUntil = Long.MIN_VALUE;
  private long samples;

  GridSampler(TargetGrid grid, Pictures pictures, PassSink sink) {
    this.grid = grid;
    this.next = grid.from(0);
    this.pictures = pictures;
    this.sink = sink;
  }

  /** The frame that is on screen from {@code start} on; it is moved away from the caller. */
  void show(AVFrame frame, long start, boolean isKey, boolean isDamaged)
      throws InterruptedException, ScalingException {
    emitBefore(start, frame);
    av_frame_unref(before);
    av_frame_move_ref(before, current);
    av_frame_move_ref(current, frame);
    hasBefore = holding;
    holding = true;
    time = start;
    key = isKey;
    damaged = isDamaged;
  }

  /** Nothing more comes; the frame on screen leaves it at {@code end}. */
  void finish(long end) throws InterruptedException, ScalingException {
    emitBefore(end, null);
  }

  long samples() {
    return samples;
  }

  /** Whether no further frame is wanted. */
  boolean isOver() {
    return shownUntil >= grid.end();
  }

  private void emitBefore(long end, @Nullable AVFrame after)
      throws InterruptedException, ScalingException {
    shownUntil = end;
    RgbPicture picture = null;
    while (next != TargetGrid.NONE && grid.time(next) < end) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      long target = grid.time(next);
      next = grid.from(next + 1);
      if (!holding || target < time) {
        continue;
      }
      if (picture == null) {
        picture = pictures.of(hasBefore ? before : null, current, after);
      }
      samples++;
      sink.sample(
          new SampledFrame(
              MediaTime.ofMicros(target), MediaTime.ofMicros(time), key, damaged, picture));
    }
  }

  @Override
  public void close() {
    av_frame_free(before);
    av_frame_free(current);
  }
}
