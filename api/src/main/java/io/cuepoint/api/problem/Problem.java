package io.cuepoint.api.problem;

/**
 * The body of every error answer (RFC 9457).
 *
 * @param type a URN of the code
 * @param detail what was found and what was expected
 * @param instance path of the request
 * @param code stable, for programs
 */
public record Problem(
    String type, String title, int status, String detail, String instance, String code) {
  /** A problem with the status that its code has. */
  public static Problem of(ProblemCode code, String detail, String instance) {
    return of(code, code.status().value(), detail, instance);
  }

  static Problem of(ProblemCode code, int status, String detail, String instance) {
    return new Problem(
        "urn:cuepoint:problem:" + code.code(), code.title(), status, detail, instance, code.code());
  }
}
