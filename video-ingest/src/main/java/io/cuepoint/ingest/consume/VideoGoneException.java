package io.cuepoint.ingest.consume;

/** The video was deleted while it was being worked on. */
final class VideoGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  VideoGoneException() {
    super("the video was deleted");
  }
}
