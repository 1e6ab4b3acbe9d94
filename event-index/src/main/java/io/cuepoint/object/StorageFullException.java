package io.cuepoint.object;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There is no room for the bytes. Trying again helps once something was deleted. */
public final class StorageFullException extends IOException {
  private static final long serialVersionUID = 1;

  public StorageFullException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
