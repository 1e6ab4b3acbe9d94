package io.cuepoint.worker.engine.tensorrt;

import java.util.ArrayList;
import java.util.List;

/**
 * What shapes an input may have, and the one that the builder tunes for.
 *
 * @param least smallest sides
 * @param usual sides to tune for
 * @param most largest sides
 */
record ShapeRange(List<Long> least, List<Long> usual, List<Long> most) {
  ShapeRange {
    least = List.copyOf(least);
    usual = List.copyOf(usual);
    most = List.copyOf(most);
    for (int i = 0; i < least.size(); i++) {
      if (least.get(i) > usual.get(i) || usual.get(i) > most.get(i)) {
        throw new IllegalArgumentException(
            "%s, %s, %s (expected: no side smaller than before)".formatted(least, usual, most));
      }
    }
  }

  /** One shape alone. */
  static ShapeRange fixed(Long... sides) {
    List<Long> all = List.of(sides);
    return new ShapeRange(all, all, all);
  }

  /** A first side that varies, before others that do not. */
  static ShapeRange first(long least, long usual, long most, Long... others) {
    return new ShapeRange(with(least, others), with(usual, others), with(most, others));
  }

  private static List<Long> with(long first, Long... others) {
    List<Long> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(others));
    return all;
  }
}
