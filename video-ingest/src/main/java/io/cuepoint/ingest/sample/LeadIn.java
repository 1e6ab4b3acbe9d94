package io.cuepoint.ingest.sample;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The frames before a stream's first timestamp, kept until that says where they lie. */
final class LeadIn implements AutoCloseable {
  static final int MAX_FRAMES = 32;

  /** As many 1080p frames as {@link #MAX_FRAMES}; fewer of larger ones. */
  private static final long MAX_PIXELS = 32L * 1920 * 1088;

  private final int maxFrames;
  private final Deque<AVFrame> held = new ArrayDeque<>();
  private long pixels;

  LeadIn(int maxFrames) {
    this.maxFrames = maxFrames;
  }

  /** Keeps the frame; false when there is no room. */
  boolean hold(AVFrame frame) {
    long size = (long) frame.width() * frame.height();
    if (held.size() >= maxFrames || pixels + size > MAX_PIXELS) {
      return false;
    }
    AVFrame clone = av_frame_clone(frame);
    if (clone == null) {
      throw new OutOfMemoryError("av_frame_clone");
    }
    held.add(clone);
    pixels += size;
    return true;
  }

  long duration(FrameTimes times) {
    return held.stream().mapToLong(times::duration).sum();
  }

  /** The earliest one, which the caller releases; null when none is left. */
  @Nullable AVFrame next() {
    return held.poll();
  }

  void release(AVFrame frame) {
    av_frame_free(frame);
  }

  @Override
  public void close() {
    held.forEach(this::release);
    held.clear();
  }
}
