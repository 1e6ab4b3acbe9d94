package io.cuepoint.worker.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks against sets of the JDK; replay by {@code -Dseed=}. */
class MaskTest {
  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null ? LongStream.rangeClosed(1, 50) : LongStream.of(seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void holdsWhatIsInEither(long seed) {
    Random random = new Random(seed);
    TreeSet<Integer> expected = new TreeSet<>();
    Mask mask = Mask.NONE;
    for (int i = 0; i < 4; i++) {
      int[] ids = random.ints(random.nextInt(400), 0, 100 + random.nextInt(2_000)).toArray();
      IntStream.of(ids).forEach(expected::add);
      mask = random.nextBoolean() ? mask.or(Mask.of(ids)) : Mask.of(ids).or(mask);
      TreeSet<Integer> found = new TreeSet<>();
      mask.forEach(id -> assertThat(found.add(id)).as("%d once", id).isTrue());
      assertThat(found).isEqualTo(expected);
      assertThat(mask.size()).isEqualTo(expected.size());
      assertThat(mask.isEmpty()).isEqualTo(expected.isEmpty());
      long[] words = new long[40];
      mask.addTo(words);
      assertThat(BitSet.valueOf(words).stream()).containsExactlyElementsOf(expected);
      for (int id = -1; id < 2_200; id++) {
        assertThat(mask.contains(id)).as("%d", id).isEqualTo(expected.contains(id));
      }
    }
  }
}
