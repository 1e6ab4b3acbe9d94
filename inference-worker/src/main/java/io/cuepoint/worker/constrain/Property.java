package io.cuepoint.worker.constrain;

/**
 * A property of an object.
 *
 * @param leading its name as the first of the object, with what stands before the value
 * @param following its name after another property
 */
record Property(Rule leading, Rule following, Rule value, boolean required) {
  static Property of(String name, Rule value, boolean required) {
    String key = Spelling.of(name) + ": ";
    return new Property(Literal.of(key), Literal.of(", " + key), value, required);
  }

  Rule name(boolean first) {
    return first ? leading : following;
  }
}
