package io.cuepoint.worker.constrain;

import java.util.List;

/** One rule and then another. The first is neither a {@link Then} nor an {@link Either}. */
final class Then implements Rule {
  private final Rule head;
  private final Rule next;
  // a rule is looked up at every step, and may be long
  private final int hash;

  private Then(Rule head, Rule next) {
    this.head = head;
    this.next = next;
    this.hash = 31 * head.hashCode() + next.hashCode();
  }

  /** All of {@code rules}, one after the other. */
  static Rule all(Rule... rules) {
    Rule all = Ends.DONE;
    for (int i = rules.length - 1; i >= 0; i--) {
      all = of(rules[i], all);
    }
    return all;
  }

  static Rule of(Rule head, Rule next) {
    if (head == Ends.DONE) {
      return next;
    }
    if (next == Ends.DONE) {
      return head;
    }
    if (head == Ends.DEAD || next == Ends.DEAD) {
      return Ends.DEAD;
    }
    if (head instanceof Then then) {
      return of(then.head, of(then.next, next));
    }
    if (head instanceof Either either) {
      return Either.of(either.rules().stream().map(rule -> of(rule, next)).toList());
    }
    return new Then(head, next);
  }

  Rule head() {
    return head;
  }

  Rule next() {
    return next;
  }

  @Override
  public Rule after(int b) {
    Rule longer = of(head.after(b), next);
    return head.mayEnd() ? Either.of(List.of(longer, next.after(b))) : longer;
  }

  @Override
  public boolean mayEnd() {
    return head.mayEnd() && next.mayEnd();
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Then then
            && hash == then.hash
            && head.equals(then.head)
            && next.equals(then.next));
  }
}
