package io.cuepoint.object;

import java.io.IOException;

/** There is no room for the bytes. Trying again helps once something was deleted. */
public final class StorageFullException extends IOException {
  private static final long serialVersionUID = 1;

  public StorageFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
