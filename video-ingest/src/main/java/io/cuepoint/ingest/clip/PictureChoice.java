package io.cuepoint.ingest.clip;

import io.cuepoint.clip.ClipManifest;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.picture.ReferenceResize;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.picture.SmartResize;

/**
 * Which sampled frames of a window become single pictures as well: evenly spread, each in the
 * middle of its part.
 */
final class PictureChoice {
  /** As the reference has it for single pictures. */
  private static final int MIN_PIXELS = 4 * 28 * 28;

  private final TimeSpan window;
  private final int most;
  private final int maxPixels;
  private int taken;

  PictureChoice(TimeSpan window, ClipRules rules) {
    this.window = window;
    this.most = rules.pictures();
    this.maxPixels = rules.picturePixels();
  }

  /** Whether the frame at {@code target} is one; asked once for each, in time order. */
  boolean takes(MediaTime target) {
    if (taken == most) {
      return false;
    }
    long due = window.start().micros() + window.lengthMicros() * (2L * taken + 1) / (2L * most);
    if (target.micros() < due) {
      return false;
    }
    taken++;
    return true;
  }

  /** How {@code picture} is described at the size in which the model sees single pictures. */
  ClipManifest.Picture describe(ClipManifest.Frame frame, RgbPicture picture) {
    int width = picture.displayedWidth();
    int height = picture.displayedHeight();
    SmartResize size = SmartResize.of(width, height, MIN_PIXELS, maxPixels);
    return new ClipManifest.Picture(
        frame.target(), frame.pts(), size.width(), size.height(), width, height);
  }

  static byte[] pixels(ClipManifest.Picture of, RgbPicture picture) {
    return new ReferenceResize().resize(picture, of.width(), of.height());
  }
}
