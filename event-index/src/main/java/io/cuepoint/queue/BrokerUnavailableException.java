package io.cuepoint.queue;

/** The broker did not answer, or refused; another try may help once it is there. */
public final class BrokerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For programs. */
  public String code() {
    return "broker.unavailable";
  }
}
