package io.cuepoint.index.store;

/** A cursor that this service did not give out, or gave out for another question. */
public final class InvalidCursorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InvalidCursorException() {
    super("cursor: not one of ours for this question (expected: the `next` of the list before)");
  }
}
