package io.cuepoint.worker.constrain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Any of at least two rules, all of them different. */
final class Either implements Rule {
  private final List<Rule> rules;
  private final int hash;

  private Either(Set<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.hash = this.rules.hashCode();
  }

  static Rule of(List<Rule> rules) {
    Set<Rule> all = new LinkedHashSet<>();
    for (Rule rule : rules) {
      if (rule instanceof Either either) {
        all.addAll(either.rules);
      } else if (rule != Ends.DEAD) {
        all.add(rule);
      }
    }
    return switch (all.size()) {
      case 0 -> Ends.DEAD;
      case 1 -> all.iterator().next();
      default -> new Either(all);
    };
  }

  List<Rule> rules() {
    return rules;
  }

  @Override
  public Rule after(int next) {
    return of(rules.stream().map(rule -> rule.after(next)).toList());
  }

  @Override
  public boolean mayEnd() {
    return rules.stream().anyMatch(Rule::mayEnd);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Either either && hash == either.hash && rules.equals(either.rules));
  }
}
