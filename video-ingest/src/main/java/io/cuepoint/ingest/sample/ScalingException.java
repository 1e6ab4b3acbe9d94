package io.cuepoint.ingest.sample;

import io.cuepoint.ingest.demux.Ffmpeg;

/** A frame that libswscale cannot convert. */
public final class ScalingException extends Exception {
  private static final long serialVersionUID = 1;

  ScalingException(int error) {
    super("libswscale refused a frame: " + Ffmpeg.describe(error));
  }
}
