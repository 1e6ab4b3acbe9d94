package io.cuepoint.worker.constrain;

import io.cuepoint.worker.checkpoint.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An answer within a constraint as it is written. Not thread-safe. */
public final class Cursor {
  private final Constraint constraint;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private Rule rule;
  private Mask allowed;

  Cursor(Constraint constraint, Rule rule) {
    this.constraint = constraint;
    this.rule = rule;
    this.allowed = constraint.allowed(rule);
  }

  /** Tokens that may come next; none of them when all is written. */
  public Mask allowed() {
    return allowed;
  }

  /** Whether the answer is whole, though more may follow where {@link #allowed} says so. */
  public boolean mayEnd() {
    return rule.mayEnd();
  }

  /** Whether the answer is whole and nothing may follow. */
  public boolean isDone() {
    return rule.mayEnd() && allowed.isEmpty();
  }

  /**
   * Writes a token.
   *
   * @throws IllegalArgumentException when it may not come next
   */
  public void accept(int id) {
    if (!allowed.contains(id)) {
      throw new IllegalArgumentException("token " + id + " (expected: one that is allowed)");
    }
    Vocabulary vocabulary = constraint.tokens().vocabulary();
    for (int i = 0; i < vocabulary.length(id); i++) {
      int next = vocabulary.at(id, i);
      rule = rule.after(next);
      written.write(next);
    }
    allowed = constraint.allowed(rule);
  }

  /**
   * The answer as JSON: all of it when it is whole and {@code cut} is false; otherwise up to its
   * last whole item, closed.
   *
   * @param cut whether writing ended before the model ended it
   * @return null when what is there cannot be closed within the constraint
   */
  public @Nullable String json(boolean cut) {
    byte[] bytes = written.toByteArray();
    if (isDone() || (!cut && mayEnd())) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return Closing.of(bytes, constraint.start());
  }
}
