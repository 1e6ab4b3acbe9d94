package io.cuepoint.ingest.sample;

import java.io.IOException;

/** A pass cannot go on where another was broken off; it has to begin anew. */
public final class LostPlaceException extends IOException {
  private static final long serialVersionUID = 1;

  public LostPlaceException(String reason) {
    super(reason);
  }
}
