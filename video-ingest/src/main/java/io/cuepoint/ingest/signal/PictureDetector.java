package io.cuepoint.ingest.signal;

/** Looks at every picture; the newest one is already in the {@link History} that it was given. */
interface PictureDetector {
  void see();

  /**
   * There are no more pictures.
   *
   * @param end when the last one leaves the screen, in microseconds
   */
  void end(long end);
}
