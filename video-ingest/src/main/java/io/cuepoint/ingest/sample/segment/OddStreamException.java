package io.cuepoint.ingest.sample.segment;

/** A stream that cannot be sampled segment by segment; it has to be read in sequence. */
final class OddStreamException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param reason in words, for people
   */
  OddStreamException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
