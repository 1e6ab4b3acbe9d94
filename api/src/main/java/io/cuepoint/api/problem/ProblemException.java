package io.cuepoint.api.problem;

import org.springframework.http.HttpHeaders;

/** An error that the caller is told about; the message says what was found and what expected. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemCode code;
  private final transient HttpHeaders headers = new HttpHeaders();

  public ProblemException(ProblemCode code, String detail) {
    super(detail);
    this.code = code;
  }

  public ProblemException(ProblemCode code, String detail, Throwable cause) {
    super(detail, cause);
    this.code = code;
  }

  /** Adds a header that the answer bears. */
  public ProblemException with(String header, String value) {
    headers.set(header, value);
    return this;
  }

  HttpHeaders headers() {
    return headers;
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
