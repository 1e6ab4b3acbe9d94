package io.cuepoint.ingest.signal;

import java.io.IOException;

/** Listens to every hop of sound, in order. */
interface SoundDetector {
  void hear(SoundHop hop);

  /** Notes all that it knows, or takes it back. */
  void remember(Memo memo) throws IOException;

  /** There is no more sound. */
  void end();
}
