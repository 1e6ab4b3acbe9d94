package io.cuepoint.ingest.clip;

import io.cuepoint.ingest.picture.ReferenceResize;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.picture.SmartResize;
import org.jspecify.annotations.Nullable;

/**
 * Brings frames to the model's size: as large as the window's token budget allows, by the
 * reference's rules for video (qwen-vl-utils, {@code fetch_video}) and its filter. A frame that
 * several windows share is resized once.
 */
final class FrameFitting {
  private static final int TOKEN_PIXELS = 28 * 28;
  private static final int MIN_PIXELS = 128 * TOKEN_PIXELS;
  private static final int MAX_PIXELS = 768 * TOKEN_PIXELS;

  private final ReferenceResize resize = new ReferenceResize();
  private final int maxPixels;
  private @Nullable SmartResize lastSize;
  private byte @Nullable [] last;

  FrameFitting(ClipProperties properties) {
    double share = (double) properties.tokens() * TOKEN_PIXELS / properties.framesInAWindow() * 2;
    this.maxPixels = (int) Math.max(Math.min(MAX_PIXELS, share), (int) (MIN_PIXELS * 1.05));
  }

  /** The size that suits {@code picture}. */
  SmartResize size(RgbPicture picture) {
    return size(picture.displayedWidth(), picture.displayedHeight());
  }

  /** The size that suits a picture displayed at {@code width} by {@code height}. */
  SmartResize size(int width, int height) {
    return SmartResize.of(width, height, MIN_PIXELS, maxPixels);
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
