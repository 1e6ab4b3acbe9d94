package io.cuepoint.worker.constrain;

/** A schema that answers cannot be held to; trying again does not help. */
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String pointer;

  private SchemaException(String code, String pointer, String reason) {
    super("#" + pointer + ": " + reason);
    this.code = code;
    this.pointer = pointer;
  }

  /** A schema that says something that is not kept here. */
  static SchemaException unsupported(String pointer, String reason) {
    return new SchemaException("schema.unsupported", pointer, reason);
  }

  /** What is no schema, or one that nothing satisfies. */
  static SchemaException invalid(String pointer, String reason) {
    return new SchemaException("schema.invalid", pointer, reason);
  }

  /** Stable name of the kind of error: {@code schema.unsupported} or {@code schema.invalid}. */
  public String code() {
    return code;
  }

  /** Where in the schema, as a JSON pointer (RFC 6901). */
  public String pointer() {
    return pointer;
  }
}
