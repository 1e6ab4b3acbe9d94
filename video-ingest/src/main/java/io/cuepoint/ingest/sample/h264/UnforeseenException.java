package io.cuepoint.ingest.sample.h264;

/** Bits that are damaged, or a feature of H.264 that is not followed here. */
final class UnforeseenException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param found in words, for people
   */
  UnforeseenException(String found) {
    super(found);
  }
}
