package io.cuepoint.queue;

/** An item that no further try can help. */
public final class PermanentFailure extends Exception {
  private static final long serialVersionUID = 1;

  public PermanentFailure(String message, Throwable cause) {
    super(message, cause);
  }

  public PermanentFailure(String message) {
    super(message);
  }
}
