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
final class VideoNotes {
  private final PassWarnings warnings;
  private long untimed;
  private long interlaced;
  private long errors;
  private int lastError;
  private long unscalable;
  private @Nullable ScalingException lastUnscalable;
  private int width;
  private int height;

  VideoNotes(PassWarnings warnings) {
    this.warnings = warnings;
  }

  void frame(AVFrame frame, long time) {
    if (Field.isInterlaced(frame)) {
      interlaced++;
    }
    if (width != 0 && (frame.width() != width || frame.height() != height)) {
      String detail = "from %dx%d to %dx%d".formatted(width, height, frame.width(), frame.height());
      MediaTime at = MediaTime.ofMicros(time);
      warnings.add(new Warning("video.size-change", detail, at, at));
    }
    width = frame.width();
    height = frame.height();
  }

  /** A frame whose time the container does not carry. */
  void untimed() {
    untimed++;
  }

  void error(int code) {
    errors++;
    lastError = code;
  }

  void unscalable(ScalingException cause) {
    unscalable++;
    lastUnscalable = cause;
  }

  void gaveUp(int packets) {
    warnings.add("video.gave-up", packets + " packets in a row gave no frame; the rest is unread");
  }

  void finish(long frames) {
    if (untimed > 0) {
      warnings.add(
          "video.synthetic-times",
          "%d of %d frames carry no timestamp; theirs follow from the frame rate"
              .formatted(untimed, frames));
    }
    if (interlaced > 0) {
      warnings.add(
          "video.interlaced",
          "%d of %d frames are interlaced; samples show their first field"
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
