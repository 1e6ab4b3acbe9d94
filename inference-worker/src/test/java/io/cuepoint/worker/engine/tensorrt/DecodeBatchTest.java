package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.worker.engine.DecoderRows;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeBatchTest {
  @ParameterizedTest
  @CsvSource({
    "3, 32, 3, 1",
    "2 3, 32, 2, 2",
    "3 4, 32, 0, 8",
    "0 1 2, 32, 0, 4",
    "0 1 2, 3, 0, 3",
    "4 5, 6, 4, 2",
    "0 5, 6, 0, 6",
    "8 31, 32, 0, 32",
    "16 31, 32, 16, 16"
  })
  void takesTheFewestSlotsThatHoldItsRows(String slots, int of, int first, int count) {
    List<BatchRow> rows =
        Arrays.stream(slots.split(" ")).map(slot -> row(Integer.parseInt(slot), 7)).toList();
    DecodeBatch batch = DecodeBatch.of(rows, of, 8192);
    assertThat(batch).isEqualTo(new DecodeBatch(first, count, 256, rows));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void hasFewRunsOfSlots(long seed) {
    Random random = new Random(seed);
    int slots = 1 + random.nextInt(40);
    Set<List<Integer>> runs = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      List<BatchRow> rows =
          random
              .ints(1 + random.nextInt(slots), 0, slots)
              .distinct()
              .mapToObj(slot -> row(slot, random.nextInt(300)))
              .toList();
      DecodeBatch batch = DecodeBatch.of(rows, slots, 300);
      for (BatchRow row : rows) {
        assertThat(row.slot()).isBetween(batch.first(), batch.first() + batch.count() - 1);
        assertThat(row.length()).isLessThan(batch.visible());
      }
      assertThat(batch.first() + batch.count()).isLessThanOrEqualTo(slots);
      runs.add(List.of(batch.first(), batch.count()));
    }
    assertThat(runs).hasSizeLessThan(2 * slots + 8);
  }

  @Test
  void takesOneRowOfEach() {
    DecoderRows two = new DecoderRows(2, new float[2], new float[2], new float[2]);
    assertThatThrownBy(() -> new BatchRow(0, 0, two)).hasMessage("2 rows (expected: 1)");
  }

  private static BatchRow row(int slot, int length) {
    return new BatchRow(slot, length, new DecoderRows(1, new float[1], new float[1], new float[1]));
  }
}
