package io.cuepoint.worker.constrain;

import java.util.List;

/** The properties of an object. Compared by identity: a schema has one for each of its objects. */
final class ObjectShape {
  private final List<Property> properties;
  private final int closing;

  ObjectShape(List<Property> properties) {
    this.properties = List.copyOf(properties);
    int last = properties.size();
    while (last > 0 && !properties.get(last - 1).required()) {
      last--;
    }
    this.closing = last;
  }

  int size() {
    return properties.size();
  }

  Property property(int index) {
    return properties.get(index);
  }

  /** Whether no required property is left from this one on. */
  boolean mayCloseAt(int index) {
    return index >= closing;
  }
}
