package io.cuepoint.api.embedded;

import org.jspecify.annotations.Nullable;

/** The home is another instance's, or cannot be written. */
final class HomeUnusableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HomeUnusableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
