package io.cuepoint.ingest.sample;

import io.cuepoint.ingest.demux.Ffmpeg;

/** A frame that cannot be converted. */
public final class ScalingException extends Exception {
  private static final long serialVersionUID = 1;

  ScalingException(int error) {
    super("FFmpeg could not convert a frame: " + Ffmpeg.describe(error));
  }
}
