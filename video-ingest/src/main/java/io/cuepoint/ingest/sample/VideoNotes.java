package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Warning;
import io.cuepoint.ingest.demux.Ffmpeg;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * What a pass's reader should know about the video as a whole: {@code video.synthetic-times},
 * {@code video.interlaced}, {@code video.size-change}, {@code video.decode-errors}, {@code
 * video.unconvertible}, {@code video.gave-up}.
 */
public final class VideoNotes {
  private final PassWarnings warnings;
  private long untimed;
  private long interlaced;
  private long errors;
  private int lastError;
  private long unscalable;
  private @Nullable ScalingException lastUnscalable;
  private int width;
  private int height;

  public VideoNotes(PassWarnings warnings) {
    this.warnings = warnings;
  }

  /** Takes over what was noted in a pass that was broken off. */
  void goOn(PassState state) {
    interlaced = state.interlaced();
    errors = state.errors();
    lastError = state.lastError();
    width = state.width();
    height = state.height();
  }

  /** Whether all frames have timestamps and pictures. */
  boolean isPlain() {
    return untimed == 0 && unscalable == 0;
  }

  /** All that was noted, with where the pass stands. */
  PassState state(long time, long reached, long frames, GreyPictures grey, long soundBlocks) {
    return new PassState(
        time,
        reached,
        frames,
        interlaced,
        width,
        height,
        errors,
        lastError,
        grey.width(),
        grey.height(),
        soundBlocks,
        warnings.kept(),
        warnings.counts());
  }

  void frame(AVFrame frame, long time) {
    if (Deinterlacer.isInterlaced(frame)) {
      interlaced++;
    }
    frame(frame.width(), frame.height(), time);
  }

  /** A whole frame of this coded size, at {@code time} in microseconds. */
  public void frame(int frameWidth, int frameHeight, long time) {
    if (width != 0 && (frameWidth != width || frameHeight != height)) {
      String detail = "from %dx%d to %dx%d".formatted(width, height, frameWidth, frameHeight);
      MediaTime at = MediaTime.ofMicros(time);
      warnings.add(new Warning("video.size-change", detail, at, at));
    }
    width = frameWidth;
    height = frameHeight;
  }

  /** A frame whose time the container does not carry. */
  void untimed() {
    untimed++;
  }

  void error(int code) {
    errors++;
    lastError = code;
  }

  /** A frame that has no picture. */
  public void unscalable(ScalingException cause) {
    unscalable++;
    lastUnscalable = cause;
  }

  void gaveUp(int packets) {
    warnings.add("video.gave-up", packets + " packets in a row gave no frame; the rest is unread");
  }

  /** Warns of what was noted among {@code frames}. */
  public void finish(long frames) {
    if (untimed > 0) {
      warnings.add(
          "video.synthetic-times",
          "%d of %d frames carry no timestamp; theirs follow from the frame rate"
              .formatted(untimed, frames));
    }
    if (interlaced > 0) {
      warnings.add(
          "video.interlaced",
          "%d of %d frames are interlaced; samples show the moment of their first field"
              .formatted(interlaced, frames));
    }
    if (errors > 0) {
      warnings.add(
          "video.decode-errors",
          "%d errors, the last one: %s".formatted(errors, Ffmpeg.describe(lastError)));
    }
    if (lastUnscalable != null) {
      warnings.add(
          "video.unconvertible",
          "%d frames of %d: %s".formatted(unscalable, frames, lastUnscalable.getMessage()));
    }
  }
}
