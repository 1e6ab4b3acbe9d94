package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTurnsTest {
  @Test
  void letsAnEarlierLaneGoFirstAndGivesEachLaterOneAQuarter() {
    LaneTurns turns = new LaneTurns(lanes(0, 3));
    assertThat(run(turns, of(0, 1, 2), 12)).containsExactly(0, 0, 1, 2, 0, 0, 1, 2, 0, 0, 1, 2);
  }

  @Test
  void letsTwoLanesShareThreeToOne() {
    LaneTurns turns = new LaneTurns(lanes(0, 2));
    assertThat(run(turns, of(0, 1), 8)).containsExactly(0, 0, 0, 1, 0, 0, 0, 1);
  }

  @Test
  void givesALaneAllTurnsWhereNothingWaitsInAnother() {
    LaneTurns turns = new LaneTurns(lanes(1, 3));
    assertThat(run(turns, of(3), 6)).containsOnly(3);
    assertThat(turns.order(of())).isEmpty();
  }

  @Test
  void letsAnUrgentLaneGoBeforeAllAsLongAsSomethingWaitsThere() {
    LaneTurns turns = new LaneTurns(lanes(1, 3));
    assertThat(run(turns, of(0, 1, 2, 3), 20)).containsOnly(0);
    assertThat(run(turns, of(1, 2, 3), 4)).containsExactly(1, 1, 2, 3);
  }

  @Test
  void saysWhichIsNextWhereTheFirstChoiceHasNothingAfterAll() {
    LaneTurns turns = new LaneTurns(lanes(1, 3));
    assertThat(turns.order(of(0, 1, 2, 3))).containsExactly(0, 1, 2, 3);
    assertThat(run(turns, of(1, 3), 3)).containsExactly(1, 1, 1);
    assertThat(turns.order(of(1, 2, 3))).containsExactly(3, 1, 2);
  }

  @Test
  void refusesMoreLanesThanCanHaveAQuarter() {
    assertThat(new LaneTurns(lanes(2, 4))).isNotNull();
    assertThatThrownBy(() -> new LaneTurns(lanes(0, 5)))
        .hasMessage("lanes that are not urgent: 5 (expected: at most 4)");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void starvesNoLaneHoweverWorkComesAndGoes(long seed) {
    Random random = new Random(seed);
    int urgent = random.nextInt(2);
    int shared = 2 + random.nextInt(3);
    LaneTurns turns = new LaneTurns(lanes(urgent, shared));
    int count = urgent + shared;
    int[] passed = new int[count];
    int[] had = new int[count];
    BitSet waiting = new BitSet();
    for (int step = 0; step < 5000; step++) {
      waiting.flip(random.nextInt(count));
      waiting.set(urgent + random.nextInt(shared));
      List<Integer> order = turns.order(waiting);
      int next = order.get(0);
      assertThat(new ArrayList<>(order)).hasSize(waiting.cardinality()).doesNotHaveDuplicates();
      assertThat(waiting.get(next)).isTrue();
      if (urgent > 0 && waiting.get(0)) {
        assertThat(next).isZero();
        turns.taken(next, waiting);
        continue;
      }
      int nobodyIsNearlyDue = Collections.max(passed(passed, waiting));
      if (nobodyIsNearlyDue == 0) {
        assertThat(next).as("the earliest goes first").isEqualTo(waiting.nextSetBit(0));
      }
      turns.taken(next, waiting);
      had[next]++;
      for (int lane = urgent; lane < count; lane++) {
        passed[lane] = lane != next && waiting.get(lane) ? passed[lane] + 1 : 0;
        assertThat(passed[lane]).as("turns that went to others").isLessThan(LaneTurns.SHARE);
      }
    }
    assertThat(IntStream.range(urgent, count)).allMatch(lane -> had[lane] > 0);
    assertThat(had[urgent]).as("the first of them has most").isGreaterThan(had[count - 1]);
  }

  private static List<Integer> passed(int[] passed, BitSet waiting) {
    return waiting.stream().mapToObj(lane -> passed[lane]).toList();
  }

  private static List<Integer> run(LaneTurns turns, BitSet waiting, int steps) {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int next = turns.order(waiting).get(0);
      turns.taken(next, waiting);
      taken.add(next);
    }
    return taken;
  }

  private static BitSet of(int... lanes) {
    BitSet set = new BitSet();
    IntStream.of(lanes).forEach(set::set);
    return set;
  }

  private static List<Lane<Job>> lanes(int urgent, int shared) {
    return IntStream.range(0, urgent + shared)
        .mapToObj(i -> new Lane<>(Job.topic(), "group" + i, i < urgent))
        .toList();
  }
}
