package io.cuepoint.ingest.signal;

import java.io.IOException;

/** Looks at every picture; the newest one is already in the {@link History} that it was given. */
interface PictureDetector {
  void see();

  /** Notes all that it knows beside the history, or takes it back. */
  void remember(Memo memo) throws IOException;

  /**
   * There are no more pictures.
   *
   * @param end when the last one leaves the screen, in microseconds
   */
  void end(long end);
}
