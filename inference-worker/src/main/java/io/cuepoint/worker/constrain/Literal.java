package io.cuepoint.worker.constrain;

import java.nio.charset.StandardCharsets;

/**
 * Fixed bytes. Each is one link of a chain that is built once, so links are compared by identity.
 */
final class Literal implements Rule {
  private final int first;
  private final Rule rest;

  private Literal(int first, Rule rest) {
    this.first = first;
    this.rest = rest;
  }

  /** The UTF-8 bytes of {@code text}. */
  static Rule of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Rule rule = Ends.DONE;
    for (int i = bytes.length - 1; i >= 0; i--) {
      rule = new Literal(bytes[i] & 0xFF, rule);
    }
    return rule;
  }

  @Override
  public Rule after(int next) {
    return next == first ? rest : Ends.DEAD;
  }

  @Override
  public boolean mayEnd() {
    return false;
  }
}
