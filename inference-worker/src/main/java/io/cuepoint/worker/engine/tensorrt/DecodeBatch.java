package io.cuepoint.worker.engine.tensorrt;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * One step of decoding, over slots that lie side by side, as many as a power of two where there are
 * so many: steps of the same slots share what was captured. Slots between those of its rows run
 * along: what they compute is dropped, what they write goes to a position that nobody looks at.
 *
 * @param first slot
 * @param count of slots
 * @param visible positions that are looked at, L
 * @param rows at least one, each in another of these slots
 */
record DecodeBatch(int first, int count, int visible, List<BatchRow> rows) {
  DecodeBatch {
    rows = List.copyOf(rows);
  }

  /**
   * The smallest that holds {@code rows}.
   *
   * @param slots that there are
   * @param capacity positions of each
   */
  static DecodeBatch of(List<BatchRow> rows, int slots, int capacity) {
    int lowest = rows.stream().mapToInt(BatchRow::slot).min().orElseThrow();
    int highest = rows.stream().mapToInt(BatchRow::slot).max().orElseThrow();
    int longest = rows.stream().mapToInt(BatchRow::length).max().orElseThrow();
    int size = 1;
    while (lowest / size != highest / size) {
      size *= 2;
    }
    int first = lowest / size * size;
    return new DecodeBatch(
        first, Math.min(size, slots - first), LengthBuckets.of(longest + 1, capacity), rows);
  }

  /** Fills in the embedding of each row's token; those of slots without a row stay as they are. */
  void embeddings(FloatBuffer x) {
    for (BatchRow row : rows) {
      float[] values = row.row().embeddings();
      x.put((row.slot() - first) * values.length, values);
    }
  }
}
