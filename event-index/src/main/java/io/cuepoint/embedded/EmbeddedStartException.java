package io.cuepoint.embedded;

import org.jspecify.annotations.Nullable;

/** A server inside that did not start; the message is one line that a user can act on. */
public final class EmbeddedStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  EmbeddedStartException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Stable, such as {@code database.in-use}. */
  public String code() {
    return code;
  }
}
