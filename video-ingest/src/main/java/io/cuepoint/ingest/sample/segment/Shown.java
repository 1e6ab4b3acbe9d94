package io.cuepoint.ingest.sample.segment;

import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.ScalingException;
import org.jspecify.annotations.Nullable;

/**
 * A decoded frame for the targets that need it.
 *
 * @param time the frame's own, in microseconds of the video's clock
 * @param duration how long it says it stays, in microseconds
 * @param width as coded
 * @param height likewise
 * @param picture with bytes of its own; null when it could not be converted
 * @param failure why there is no picture
 */
record Shown(
    Wanted wanted,
    long time,
    long duration,
    boolean key,
    int width,
    int height,
    @Nullable RgbPicture picture,
    @Nullable ScalingException failure) {

  long bytes() {
    return picture == null ? 0 : picture.rgb().length;
  }
}
