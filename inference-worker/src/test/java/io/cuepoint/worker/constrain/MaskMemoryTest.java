package io.cuepoint.worker.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Masks over the published vocabulary: what they take, and that answers may share them. */
class MaskMemoryTest {
  private static final long MIB = 1 << 20;

  @Test
  void takesBoundedMemoryEvenWithAllMasksOfTextMade() {
    TokenBytes tokens = TokenBytes.of(Vocabularies.published().vocabulary());
    assertThat(tokens.bytes()).isLessThan(6 * MIB);
    for (int phase = 0; phase < TextPhases.COUNT; phase++) {
      for (int most = 0; most <= tokens.longest(); most++) {
        assertThat(tokens.inText(phase).inside(most).size()).isLessThan(151_643);
      }
    }
    assertThat(tokens.bytes()).isLessThan(24 * MIB);
  }

  @Test
  void keepsNoMoreThanItsShareOfMasks() {
    MaskCache cache = new MaskCache(10_000);
    for (int i = 0; i < 100; i++) {
      cache.put(new Text(i, i, 0), Mask.of(new int[] {i}), 1_000);
      assertThat(cache.bytes()).isBetween(1_000L, 10_000L);
    }
    assertThat(cache.find(new Text(99, 99, 0))).isNotNull();
    assertThat(cache.find(new Text(0, 0, 0))).isNull();
  }

  @Test
  void givesThreadsThatShareItWhatItGivesOne() throws ExecutionException, InterruptedException {
    TokenBytes tokens = Vocabularies.small();
    List<String> alone = new ArrayList<>();
    for (int seed = 0; seed < 32; seed++) {
      alone.add(write(Constraints.events(tokens, 6_137, 8, 40), seed));
    }
    Constraint shared = Constraints.events(Vocabularies.small(), 6_137, 8, 40);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> together = new ArrayList<>();
      for (int seed = 0; seed < alone.size(); seed++) {
        int each = seed;
        together.add(threads.submit(() -> write(shared, each)));
      }
      for (int seed = 0; seed < alone.size(); seed++) {
        assertThat(together.get(seed).get()).isEqualTo(alone.get(seed));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String write(Constraint constraint, int seed) {
    Cursor cursor = constraint.begin();
    new Walk(constraint.tokens(), new Random(seed)).go(cursor, 100, 1_000);
    return String.valueOf(cursor.json(false));
  }
}
