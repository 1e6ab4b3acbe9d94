package io.cuepoint.worker.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What one runner was measured to take, by row of the table. */
final class Figures {
  private final Map<String, Double> values = new LinkedHashMap<>();

  void put(String row, double value) {
    values.put(row, value);
  }

  OptionalDouble get(String row) {
    Double value = values.get(row);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  Map<String, Double> all() {
    return values;
  }
}
