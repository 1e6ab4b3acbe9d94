package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.MemoryRefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorRtDecoderTest {
  private final FakeProgram program = new FakeProgram();
  private final MemoryBudget budget = new MemoryBudget(250);
  private final TensorRtDecoder decoder = new TensorRtDecoder(program, budget, 100);

  @Test
  void takesMoreRowsThanAProgramDoesOneAfterTheOther() {
    try (KvCache cache = decoder.newCache(600)) {
      decoder.append(cache, rows(250));
      decoder.append(cache, rows(20));
      assertThat(cache.length()).isEqualTo(270);
    }
    assertThat(program.runs)
        .containsExactly(
            "100 rows from 0.0 after 0 of 256",
            "100 rows from 200.0 after 100 of 256",
            "50 rows from 400.0 after 200 of 256",
            "20 rows from 0.0 after 250 of 512");
  }

  @Test
  void holdsWhatItHeldWhenARunFails() {
    try (KvCache cache = decoder.newCache(600)) {
      decoder.append(cache, rows(3));
      program.failing = true;
      assertThatThrownBy(() -> decoder.append(cache, rows(150)))
          .isInstanceOf(TensorRtException.class);
      assertThat(cache.length()).isEqualTo(3);
    }
  }

  @Test
  void usesCachesAgainAndAsksForEachNewOne() {
    KvCache first = decoder.newCache(10);
    KvCache second = decoder.newCache(10);
    assertThat(budget.reserved()).isEqualTo(200);
    assertThatThrownBy(() -> decoder.newCache(10))
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessageContaining("KV cache of 1,000 positions: 100 bytes");
    first.close();
    first.close();
    try (KvCache third = decoder.newCache(10)) {
      assertThat(program.made).hasSize(2);
      assertThat(third.length()).isZero();
    }
    decoder.close();
    assertThat(budget.reserved()).isEqualTo(100);
    second.close();
    assertThat(budget.reserved()).isZero();
    assertThat(program.made).allMatch(cache -> cache.closed);
  }

  @Test
  void refusesMoreThanTheCacheOfItsPlanHolds() {
    assertThatThrownBy(() -> decoder.newCache(1001))
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessageContaining("expected: at most 1,000, cuepoint.tensorrt.positions");
    try (KvCache cache = decoder.newCache(5)) {
      assertThatThrownBy(() -> decoder.append(cache, rows(6)))
          .hasMessageContaining("6 rows after 0 (expected: at most 5)");
    }
    assertThat(program.runs).isEmpty();
  }

  @Test
  void forgetsWhatIsTruncated() {
    try (KvCache cache = decoder.newCache(600)) {
      decoder.append(cache, rows(30));
      cache.truncate(10);
      decoder.append(cache, rows(1));
      assertThat(cache.length()).isEqualTo(11);
      assertThatThrownBy(() -> cache.truncate(12)).hasMessageContaining("expected: 0 to 11");
    }
    assertThat(program.runs).last().isEqualTo("1 rows from 0.0 after 10 of 256");
  }

  private static DecoderRows rows(int count) {
    float[] x = new float[2 * count];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    return new DecoderRows(count, x, new float[count], new float[count]);
  }

  /** Writes down what it is asked for. */
  private static final class FakeProgram implements DecoderProgram {
    final List<String> runs = new ArrayList<>();
    final List<Memory> made = new ArrayList<>();
    boolean failing;

    @Override
    public int capacity() {
      return 1000;
    }

    @Override
    public int maxRows() {
      return 100;
    }

    @Override
    public CacheMemory newCache() {
      made.add(new Memory());
      return made.get(made.size() - 1);
    }

    @Override
    public float[] run(DecoderStep step, CacheMemory cache) {
      assertThat(step.x().remaining()).isEqualTo(2 * step.count());
      assertThat(step.cos().remaining()).isEqualTo(step.count());
      assertThat(step.rows()).startsWith(step.length()).hasSize(step.count());
      if (failing && step.length() > 50) {
        throw new TensorRtException("tensorrt.run", "as asked");
      }
      runs.add(
          "%d rows from %s after %d of %d"
              .formatted(
                  step.count(), step.x().get(step.x().position()), step.length(), step.visible()));
      return new float[1];
    }

    @Override
    public void close() {}
  }

  private static final class Memory implements DecoderProgram.CacheMemory {
    boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }
}
