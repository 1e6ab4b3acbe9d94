package io.cuepoint.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which lane gives the next item; lanes are named by their places, from 0. Urgent ones go first. Of
 * the others an earlier one goes before a later one, but none is starved: of the turns that the
 * urgent ones leave, each gets at least one of every four while something waits there. Not safe for
 * use by several threads.
 */
final class LaneTurns {
  /** Also the most lanes that are not urgent: with more, one of every four would not go round. */
  static final int SHARE = 4;

  private final BitSet urgent = new BitSet();

  /** Of each lane the turns that may still go to others before it must have one. */
  private final int[] left;

  LaneTurns(List<? extends Lane<?>> lanes) {
    IntStream.range(0, lanes.size()).filter(i -> lanes.get(i).urgent()).forEach(urgent::set);
    int shared = lanes.size() - urgent.cardinality();
    if (shared > SHARE) {
      throw new IllegalArgumentException(
          "lanes that are not urgent: " + shared + " (expected: at most " + SHARE + ")");
    }
    left = new int[lanes.size()];
    Arrays.fill(left, SHARE - 1);
  }

  /** The lanes of {@code waiting} in the order in which they are to be asked for an item. */
  List<Integer> order(BitSet waiting) {
    List<Integer> order =
        waiting.stream()
            .boxed()
            .sorted(Comparator.comparing((Integer lane) -> !urgent.get(lane)))
            .collect(Collectors.toCollection(ArrayList::new));
    if (order.isEmpty() || urgent.get(order.get(0))) {
      return order;
    }
    List<Integer> soonest =
        order.stream().sorted(Comparator.comparing((Integer lane) -> left[lane])).toList();
    for (int i = 0; i < soonest.size(); i++) {
      // so many lanes must have a turn within so many turns: there is none to spare
      if (left[soonest.get(i)] <= i) {
        Integer due = soonest.get(0);
        order.remove(due);
        order.add(0, due);
        break;
      }
    }
    return order;
  }

  /** A lane had the turn, while something was there of {@code waiting}. */
  void taken(int lane, BitSet waiting) {
    if (urgent.get(lane)) {
      return;
    }
    for (int each = 0; each < left.length; each++) {
      left[each] = each != lane && waiting.get(each) ? Math.max(0, left[each] - 1) : SHARE - 1;
    }
  }
}
