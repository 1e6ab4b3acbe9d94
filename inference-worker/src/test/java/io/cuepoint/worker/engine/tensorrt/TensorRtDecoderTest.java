package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.MemoryRefusedException;
import io.cuepoint.worker.engine.TokenChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TensorRtDecoderTest {
  private static final TokenChoice ANY = new TokenChoice(new long[] {-1}, new long[0], 1);

  private final FakeProgram program = new FakeProgram();
  private final TensorRtDecoder decoder = new TensorRtDecoder(program, Duration.ZERO);

  @Test
  void takesMoreRowsThanAProgramDoesOneAfterTheOther() {
    try (KvCache cache = decoder.newCache(600)) {
      decoder.append(cache, rows(250));
      decoder.append(cache, rows(20));
      assertThat(cache.length()).isEqualTo(270);
    }
    assertThat(program.runs)
        .containsExactly(
            "100 rows from 0.0 after 0 of 256 in 0",
            "100 rows from 200.0 after 100 of 256 in 0",
            "50 rows from 400.0 after 200 of 256 in 0",
            "20 rows from 0.0 after 250 of 512 in 0");
  }

  @Test
  void holdsWhatItHeldWhenARunFails() {
    try (KvCache cache = decoder.newCache(600)) {
      decoder.append(cache, rows(3));
      program.failing = true;
      assertThatThrownBy(() -> decoder.append(cache, rows(150)))
          .isInstanceOf(TensorRtException.class);
      assertThatThrownBy(() -> decoder.next(cache, rows(1), ANY))
          .isInstanceOf(TensorRtException.class);
      assertThat(cache.length()).isEqualTo(3);
    }
  }

  @Test
  void chooses() {
    try (KvCache cache = decoder.newCache(600)) {
      decoder.append(cache, rows(255));
      assertThat(decoder.next(cache, rows(1), ANY)).isEqualTo(255);
      assertThat(decoder.next(cache, rows(1), ANY)).isEqualTo(256);
      assertThat(cache.length()).isEqualTo(257);
    }
    assertThat(program.runs)
        .endsWith(
            "choice in 0",
            "1 from 0 of 256: 0 after 255",
            "choice in 0",
            "1 from 0 of 512: 0 after 256");
  }

  @Test
  void letsWhoFindsNoSlotWaitForTheFirstThatIsGivenBack() {
    KvCache first = decoder.newCache(10);
    KvCache second = decoder.newCache(10);
    CompletableFuture<KvCache> third = CompletableFuture.supplyAsync(() -> decoder.newCache(10));
    Awaitility.await().until(() -> decoder.waiting() == 1);
    assertThat(third).isNotDone();
    second.close();
    second.close();
    decoder.append(first, rows(1));
    decoder.append(third.join(), rows(2));
    assertThat(program.runs)
        .containsExactly(
            "1 rows from 0.0 after 0 of 256 in 0", "2 rows from 0.0 after 0 of 256 in 1");
    assertThatThrownBy(() -> decoder.append(second, rows(1))).hasMessage("the cache is closed");
    third.join().close();
    first.close();
    try (KvCache last = decoder.newCache(10)) {
      assertThat(last.length()).isZero();
    }
  }

  @Test
  void stopsWaitingForASlotWhenInterrupted() throws InterruptedException {
    try (KvCache first = decoder.newCache(10);
        KvCache second = decoder.newCache(10)) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread thread = new Thread(() -> decoder.newCache(10));
      thread.setUncaughtExceptionHandler((of, e) -> thrown.set(e));
      thread.start();
      Awaitility.await().until(() -> decoder.waiting() == 1);
      thread.interrupt();
      thread.join();
      assertThat(thrown.get()).isInstanceOf(CancellationException.class);
      assertThat(first.length() + second.length()).isZero();
    }
  }

  @Test
  void refusesMoreThanTheCacheOfItsPlanHolds() {
    assertThatThrownBy(() -> decoder.newCache(1001))
        .isInstanceOf(MemoryRefusedException.class)
        .hasMessageContaining("expected: at most 1,000, cuepoint.tensorrt.positions");
    try (KvCache cache = decoder.newCache(5)) {
      assertThatThrownBy(() -> decoder.append(cache, rows(6)))
          .hasMessageContaining("6 rows after 0 (expected: at most 5)");
      decoder.append(cache, rows(5));
      assertThatThrownBy(() -> decoder.next(cache, rows(1), ANY))
          .hasMessageContaining("1 rows after 5 (expected: at most 5)");
    }
    assertThat(program.runs).hasSize(1);
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
    assertThat(program.runs).last().isEqualTo("1 rows from 0.0 after 10 of 256 in 0");
  }

  private static DecoderRows rows(int count) {
    float[] x = new float[2 * count];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    return new DecoderRows(count, x, new float[count], new float[count]);
  }

  /** Writes down what it is asked for; chooses the token whose id is the length. */
  private static final class FakeProgram implements DecoderProgram {
    final List<String> runs = Collections.synchronizedList(new ArrayList<>());
    volatile boolean failing;

    @Override
    public int capacity() {
      return 1000;
    }

    @Override
    public int maxRows() {
      return 100;
    }

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public float[] run(DecoderStep step, int slot) {
      assertThat(step.x().remaining()).isEqualTo(2 * step.count());
      assertThat(step.cos().remaining()).isEqualTo(step.count());
      assertThat(step.rows()).startsWith(step.length()).hasSize(step.count());
      if (failing && step.length() > 50) {
        throw new TensorRtException("tensorrt.run", "as asked");
      }
      runs.add(
          "%d rows from %s after %d of %d in %d"
              .formatted(
                  step.count(),
                  step.x().get(step.x().position()),
                  step.length(),
                  step.visible(),
                  slot));
      return new float[1];
    }

    @Override
    public void choose(int slot, TokenChoice choice) {
      assertThat(choice).isSameAs(ANY);
      runs.add("choice in " + slot);
    }

    @Override
    public int[] decode(DecodeBatch batch) {
      if (failing) {
        throw new TensorRtException("tensorrt.run", "as asked");
      }
      StringBuilder rows = new StringBuilder();
      batch.rows().forEach(row -> rows.append(" %d after %d".formatted(row.slot(), row.length())));
      runs.add(
          "%d from %d of %d:%s".formatted(batch.count(), batch.first(), batch.visible(), rows));
      return batch.rows().stream().mapToInt(BatchRow::length).toArray();
    }

    @Override
    public void close() {}
  }
}
