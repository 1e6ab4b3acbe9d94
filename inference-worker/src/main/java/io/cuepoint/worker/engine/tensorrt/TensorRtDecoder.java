package io.cuepoint.worker.engine.tensorrt;

import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.MemoryRefusedException;
import java.nio.FloatBuffer;

/**
 * The decoder over a program of fixed measures: more rows than it takes go in one after the other.
 */
final class TensorRtDecoder implements Decoder {
  private final DecoderProgram program;
  private final CachePool pool;

  TensorRtDecoder(DecoderProgram program, MemoryBudget budget, long cacheBytes) {
    this.program = program;
    this.pool = new CachePool(program, budget, cacheBytes);
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
    return new TensorRtKvCache(positions, pool.take(), pool);
  }

  @Override
  public float[] append(KvCache cache, DecoderRows rows) {
    TensorRtKvCache own = (TensorRtKvCache) cache;
    int length = own.length();
    if (rows.count() > own.capacity() - length) {
      throw new IllegalArgumentException(
          "%d rows after %d (expected: at most %d)"
              .formatted(rows.count(), length, own.capacity()));
    }
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
      logits = program.run(step, own.memory());
    }
    own.grow(rows.count());
    return logits;
  }

  private static FloatBuffer part(float[] values, int rows, int from, int count) {
    int width = values.length / rows;
    return FloatBuffer.wrap(values, from * width, count * width);
  }

  /** Frees the caches that nobody uses. */
  void close() {
    pool.close();
  }
}
