package io.cuepoint.start;

import java.time.Duration;

/** What a service needs did not come within the time for a start; another start may help. */
public final class NotThereException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotThereException(String what, Duration limit, Exception last) {
    super(what + " was not there within " + limit.toSeconds() + " s: " + last.getMessage(), last);
  }

  /** For programs. */
  public String code() {
    return "start.not-there";
  }
}
