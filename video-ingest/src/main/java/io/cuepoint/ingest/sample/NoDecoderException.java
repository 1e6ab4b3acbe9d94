package io.cuepoint.ingest.sample;

/** A stream that this build of FFmpeg cannot decode. */
public final class NoDecoderException extends Exception {
  private static final long serialVersionUID = 1;

  NoDecoderException(String message) {
    super(message);
  }
}
