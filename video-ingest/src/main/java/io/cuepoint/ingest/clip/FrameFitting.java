package io.cuepoint.ingest.clip;

import io.cuepoint.ingest.picture.ReferenceResize;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.picture.SmartResize;
import org.jspecify.annotations.Nullable;

/**
 * Brings frames to the model's size, by the reference's filter. A frame that several windows share
 * is resized once.
 */
final class FrameFitting {
  private final ReferenceResize resize = new ReferenceResize();
  private final long minPixels;
  private final long maxPixels;
  private @Nullable SmartResize lastSize;
  private byte @Nullable [] last;

  FrameFitting(ClipRules rules) {
    this.minPixels = rules.minPixels();
    this.maxPixels = rules.maxPixels();
  }

  /** The size that suits {@code picture}. */
  SmartResize size(RgbPicture picture) {
    return size(picture.displayedWidth(), picture.displayedHeight());
  }

  /** The size that suits a picture displayed at {@code width} by {@code height}. */
  SmartResize size(int width, int height) {
    return SmartResize.of(width, height, minPixels, maxPixels);
  }

  /** RGB bytes of {@code picture} at {@code size}. */
  byte[] fit(RgbPicture picture, SmartResize size) {
    byte[] rgb = last;
    if (rgb == null || !size.equals(lastSize)) {
      rgb = resize.resize(picture, size.width(), size.height());
      last = rgb;
      lastSize = size;
    }
    return rgb;
  }

  /** The next call is about another picture. */
  void forget() {
    last = null;
  }
}
