package io.cuepoint.worker.constrain;

import java.util.ArrayList;
import java.util.List;

/**
 * The inside of an object and the brace that closes it: properties in their order, those that are
 * not required left out or not.
 *
 * @param at the first property that may come
 * @param first whether none was written
 */
record Members(ObjectShape shape, int at, boolean first) implements Rule {
  private static final Rule OPEN = Literal.of("{");

  /** A whole object. */
  static Rule of(ObjectShape shape) {
    return Then.of(OPEN, new Members(shape, 0, true));
  }

  @Override
  public Rule after(int next) {
    if (next == '}') {
      return shape.mayCloseAt(at) ? Ends.DONE : Ends.DEAD;
    }
    List<Rule> found = new ArrayList<>();
    for (int i = at; i < shape.size(); i++) {
      Property property = shape.property(i);
      Rule name = property.name(first).after(next);
      found.add(Then.all(name, property.value(), new Members(shape, i + 1, false)));
      if (property.required()) {
        break;
      }
    }
    return Either.of(found);
  }

  @Override
  public boolean mayEnd() {
    return false;
  }
}
