package io.cuepoint.api.problem;

/** An error that the caller is told about; the message says what was found and what expected. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemCode code;

  public ProblemException(ProblemCode code, String detail) {
    super(detail);
    this.code = code;
  }

  public ProblemException(ProblemCode code, String detail, Throwable cause) {
    super(detail, cause);
    this.code = code;
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
