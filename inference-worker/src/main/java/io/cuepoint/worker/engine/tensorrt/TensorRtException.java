package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.EngineException;

/** TensorRT cannot be used, or failed; the message says what to do. */
public final class TensorRtException extends EngineException {
  private static final long serialVersionUID = 1;

  private final String code;

  TensorRtException(String code, String message) {
    super(message);
    this.code = code;
  }

  TensorRtException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Stable name of the kind of error, {@code tensorrt.*}. */
  @Override
  public String code() {
    return code;
  }
}
