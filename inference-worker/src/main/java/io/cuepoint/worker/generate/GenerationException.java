package io.cuepoint.worker.generate;

/** A prompt that cannot be answered; trying again does not help. */
public final class GenerationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  GenerationException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Stable name of the kind of error, {@code generate.*}. */
  public String code() {
    return code;
  }
}
