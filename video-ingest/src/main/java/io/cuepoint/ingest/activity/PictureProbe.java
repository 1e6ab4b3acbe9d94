package io.cuepoint.ingest.activity;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.GreyPictures;
import io.cuepoint.ingest.sample.ScalingException;
import io.cuepoint.ingest.signal.MotionMeter;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Compares pairs of frames that lie shortly one after the other, every few seconds, and the first
 * ones of two such pairs. Microseconds of the video's clock.
 */
final class PictureProbe {
  /** As far apart as the frames of a pair are at least. */
  private static final long STEP = 400_000;

  /** From the beginning of a pair to that of the next at least. */
  private static final long EVERY = 2_000_000;

  /**
   * What changed from one pair to the next counts so much: whether it came in a moment or bit by
   * bit, nobody has seen.
   */
  private static final double WEIGHT_OF_CHANGE = 0.2;

  private final GreyPictures pictures;
  private final MotionMeter meter = new MotionMeter();
  private final ActivitySlices slices = new ActivitySlices();
  private boolean begun;
  private boolean open;
  private long first;
  private double activity;

  PictureProbe(GreyPictures pictures) {
    this.pictures = pictures;
  }

  /** Whether a pair may begin at {@code time}. */
  boolean isDue(long time) {
    return !begun || time - first >= EVERY;
  }

  /** Whether the second frame of a pair is waited for. */
  boolean isOpen() {
    return open;
  }

  /** Whether anything was compared. */
  boolean hasSeen() {
    return begun;
  }

  /** Takes the next frame that was decoded. */
  void frame(AVFrame frame, long time) {
    try {
      if (open && time - first >= STEP) {
        activity = Math.max(activity, meter.since(grey(frame, time)));
        open = false;
      } else if (!open && isDue(time)) {
        begin(frame, time);
      }
    } catch (ScalingException e) {
      // what cannot be seen cannot be compared; the pass that samples will say so
      open = false;
    }
  }

  private void begin(AVFrame frame, long time) throws ScalingException {
    double changed = WEIGHT_OF_CHANGE * meter.begin(grey(frame, time));
    if (begun) {
      slices.add(first, time, Math.max(activity, changed));
    }
    begun = true;
    open = true;
    first = time;
    activity = changed;
  }

  private GreyFrame grey(AVFrame frame, long time) throws ScalingException {
    return pictures.of(frame, MediaTime.ofMicros(time), MediaTime.ofMicros(time));
  }

  /** All that was seen; the last pair speaks for the rest of the video. */
  ActivityTrack track(long duration) {
    slices.add(first, Math.max(first + 1, duration), activity);
    return slices.track(duration);
  }
}
