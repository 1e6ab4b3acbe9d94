package io.cuepoint.worker.checkpoint;

/** A folder that is not a whole Qwen2.5-VL checkpoint; trying again does not help. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * An error of its own kind.
   *
   * @param code stable, {@code checkpoint.*}
   * @param message what was found and what was expected
   */
  public CheckpointException(String code, String message) {
    super(message);
    this.code = code;
  }

  public CheckpointException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Stable name of the kind of error, such as {@code checkpoint.truncated}. */
  public String code() {
    return code;
  }
}
