package io.cuepoint.worker.engine;

/** A runtime that failed; the code is {@code engine.failed}. */
public class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  protected EngineException(String message) {
    super(message);
  }

  /** Stable name of the kind of error. */
  public String code() {
    return "engine.failed";
  }
}
