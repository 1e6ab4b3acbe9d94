package io.cuepoint.ingest.signal;

/** Listens to every hop of sound, in order. */
interface SoundDetector {
  void hear(SoundHop hop);

  /** There is no more sound. */
  void end();
}
