package io.cuepoint.worker.quantize;

/**
 * Quantised weights that could not be made or kept. The code is {@code weights.disk-full} or {@code
 * weights.unwritable}; trying again helps once the folder has been seen to.
 */
public final class WeightCacheException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  WeightCacheException(String code, String message) {
    super(message);
    this.code = code;
  }

  WeightCacheException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Stable name of the kind of error. */
  public String code() {
    return code;
  }
}
