package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.queue.ItemWork.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionProgressTest {
  private final PartitionProgress progress = new PartitionProgress();

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>("jobs", 0, offset, null, new byte[0]);
  }

  @Test
  void commitsOnlyWhatHasNothingUndoneBeforeIt() {
    for (long offset : new long[] {3, 5, 6}) { // 4 was taken by a transaction's marker
      progress.delivered(record(offset));
      progress.next(100);
    }
    progress.ended(record(5), Outcome.DONE);
    assertThat(progress.committable()).isEmpty();
    progress.ended(record(3), Outcome.DONE);
    assertThat(progress.committable()).isEqualTo(OptionalLong.of(6));
    progress.committed(6);
    assertThat(progress.committable()).isEmpty();
  }

  @Test
  void asksAgainForACommitThatFailed() {
    progress.delivered(record(0));
    progress.next(100);
    progress.ended(record(0), Outcome.DONE);
    assertThat(progress.committable()).hasValue(1);
    assertThat(progress.committable()).hasValue(1);
  }

  @Test
  void goesAheadOfASlowItemNoFurtherThanTheWindow() {
    for (long offset = 0; offset < 5; offset++) {
      progress.delivered(record(offset));
    }
    assertThat(progress.next(3)).isNotNull();
    assertThat(progress.next(3)).isNotNull();
    assertThat(progress.next(3)).isNotNull();
    assertThat(progress.next(3)).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neverCommitsPastAnUndoneItem(long seed) {
    Random random = new Random(seed);
    long nextOffset = 0;
    Set<Long> done = new HashSet<>();
    List<ConsumerRecord<byte[], byte[]>> running = new ArrayList<>();
    long committed = 0;
    for (int step = 0; step < 2000; step++) {
      switch (random.nextInt(3)) {
        case 0 -> progress.delivered(record(nextOffset++));
        case 1 -> {
          ConsumerRecord<byte[], byte[]> next = progress.next(50);
          if (next != null) {
            running.add(next);
          }
        }
        default -> {
          if (!running.isEmpty()) {
            ConsumerRecord<byte[], byte[]> ended = running.remove(random.nextInt(running.size()));
            boolean success = random.nextInt(4) > 0;
            progress.ended(ended, success ? Outcome.DONE : Outcome.AGAIN);
            if (success) {
              done.add(ended.offset());
            }
          }
        }
      }
      OptionalLong committable = progress.committable();
      if (committable.isPresent()) {
        assertThat(committable.getAsLong()).isGreaterThan(committed);
        for (; committed < committable.getAsLong(); committed++) {
          assertThat(done).contains(committed);
        }
        progress.committed(committed);
      }
    }
    assertThat(committed).isPositive();
  }
}
