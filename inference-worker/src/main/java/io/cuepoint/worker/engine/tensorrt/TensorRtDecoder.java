package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.MemoryRefusedException;
import io.cuepoint.worker.engine.TokenChoice;
import io.cuepoint.worker.engine.TokenDecoder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The decoder over a program of fixed measures: more rows than it takes go in one after the other,
 * and callers that decode at the same time go together. Who asks for a cache when all slots are
 * taken waits for one.
 */
final class TensorRtDecoder implements TokenDecoder {
  /** What a caller does between two steps takes less: choosing is done on the device. */
  static final Duration LINGER = Duration.ofMillis(1);

  private final DecoderProgram program;
  private final SlotPool slots;
  private final DecodeRounds<BatchRow, Integer> rounds;

  TensorRtDecoder(DecoderProgram program, Duration linger) {
    this.program = program;
    this.slots = new SlotPool(program.slots());
    this.rounds = new DecodeRounds<>(program.slots(), linger, this::decode);
  }

  @Override
  public KvCache newCache(int positions) {
    if (positions < 1) {
      throw new IllegalArgumentException("positions: " + positions + " (expected: > 0)");
    }
    if (positions > program.capacity()) {
      throw new MemoryRefusedException(
          "KV cache of %,d positions (expected: at most %,d, cuepoint.tensorrt.positions)"
              .formatted(positions, program.capacity()));
    }
    int slot = slots.take();
    return new TensorRtKvCache(positions, slot, () -> leave(slot));
  }

  private void leave(int slot) {
    rounds.leave(slot);
    slots.giveBack(slot);
  }

  @Override
  public float[] append(KvCache cache, DecoderRows rows) {
    TensorRtKvCache own = withRoom(cache, rows.count());
    rounds.leave(own.slot());
    int length = own.length();
    float[] logits = {};
    for (int from = 0; from < rows.count(); from += program.maxRows()) {
      int count = Math.min(program.maxRows(), rows.count() - from);
      int before = length + from;
      DecoderStep step =
          new DecoderStep(
              count,
              part(rows.embeddings(), rows.count(), from, count),
              part(rows.cos(), rows.count(), from, count),
              part(rows.sin(), rows.count(), from, count),
              before,
              LengthBuckets.of(before + count, program.capacity()));
      logits = program.run(step, own.slot());
    }
    own.grow(rows.count());
    return logits;
  }

  @Override
  public int next(KvCache cache, DecoderRows row, TokenChoice choice) {
    TensorRtKvCache own = withRoom(cache, 1);
    int slot = own.slot();
    program.choose(slot, choice);
    int token = rounds.take(slot, new BatchRow(slot, own.length(), row));
    own.grow(1);
    return token;
  }

  @Override
  public int together() {
    return program.slots();
  }

  /** How many wait for a cache. */
  int waiting() {
    return slots.waiting();
  }

  /** How many rows are in no step yet. */
  int queued() {
    return rounds.waiting();
  }

  private List<Integer> decode(List<BatchRow> rows) {
    DecodeBatch batch = DecodeBatch.of(rows, program.slots(), program.capacity());
    return Arrays.stream(program.decode(batch)).boxed().toList();
  }

  private static TensorRtKvCache withRoom(KvCache cache, int rows) {
    TensorRtKvCache own = (TensorRtKvCache) cache;
    if (rows > own.capacity() - own.length()) {
      throw new IllegalArgumentException(
          "%d rows after %d (expected: at most %d)".formatted(rows, own.length(), own.capacity()));
    }
    return own;
  }

  private static FloatBuffer part(float[] values, int rows, int from, int count) {
    int width = values.length / rows;
    return FloatBuffer.wrap(values, from * width, count * width);
  }
}
