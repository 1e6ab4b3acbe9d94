package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.picture.RgbPicture;

/**
 * The frame on screen at a target of the grid: the one with the largest PTS that is not after it.
 *
 * @param target {@code k / framesPerSecond}
 * @param pts the frame's own time, at or before the target
 * @param key whether the codec can begin decoding at this frame
 * @param damaged whether an error lies between this frame and the last sound key frame
 * @param picture valid only during the call that hands it over; {@link RgbPicture#copy} keeps it
 */
public record SampledFrame(
    MediaTime target, MediaTime pts, boolean key, boolean damaged, RgbPicture picture) {}
