package io.cuepoint.worker.text;

/** A prompt that cannot be asked; trying again does not help. */
public final class PromptException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * An error of its own kind.
   *
   * @param code stable: {@code prompt.too-long} or {@code prompt.media}
   */
  PromptException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
