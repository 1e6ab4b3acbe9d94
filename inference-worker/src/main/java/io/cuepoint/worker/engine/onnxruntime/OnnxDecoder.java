package io.cuepoint.worker.engine.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.Decoder;
import io.cuepoint.worker.engine.DecoderRows;
import io.cuepoint.worker.engine.EngineException;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.graph.GraphOptions;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** The decoder on ONNX Runtime. */
final class OnnxDecoder implements Decoder {
  /**
   * Visible lengths are rounded up to this, so that steps of decoding share shapes and bindings.
   */
  private static final int BUCKET = 64;

  private final DecoderSessions sessions;
  private final TextConfig config;
  private final MemoryBudget budget;

  OnnxDecoder(DecoderSessions sessions, TextConfig config, MemoryBudget budget) {
    this.sessions = sessions;
    this.config = config;
    this.budget = budget;
  }

  @Override
  public KvCache newCache(int positions) {
    if (positions < 1) {
      throw new IllegalArgumentException("positions: " + positions + " (expected: > 0)");
    }
    String what = "KV cache of %,d positions".formatted(positions);
    long bytes = positions * config.kvBytesPerToken(Float.BYTES);
    DirectMemory.require(what, bytes);
    return new OnnxKvCache(config, positions, budget.reserve(what, bytes));
  }

  @Override
  public float[] append(KvCache cache, DecoderRows rows) {
    OnnxKvCache own = (OnnxKvCache) cache;
    int count = rows.count();
    int length = own.length();
    if (count > own.capacity() - length) {
      throw new IllegalArgumentException(
          "%d rows after %d (expected: at most %d)".formatted(count, length, own.capacity()));
    }
    int visible = Math.min(own.capacity(), (length + count + BUCKET - 1) / BUCKET * BUCKET);
    MemoryBudget.Reservation held =
        budget.reserve(
            "decoding of %d rows".formatted(count),
            workingBytes(config, count, visible)
                + (sessions.of(count) == sessions.of(1) ? 0 : wideningBytes(config)));
    try (Tensors inputs = new Tensors()) {
      int angles = config.headDim() / 2;
      inputs
          .floats("x", FloatBuffer.wrap(rows.embeddings()), count, config.hidden())
          .floats("cos", FloatBuffer.wrap(rows.cos()), 1, count, angles)
          .floats("sin", FloatBuffer.wrap(rows.sin()), 1, count, angles)
          .bytes("mask", causal(count, length, visible), OnnxJavaType.BOOL, count, visible)
          .integers("write_pos", length)
          .integers("last", count - 1L);
      own.bind(visible);
      float[] logits = run(sessions.of(count), inputs, own);
      own.grow(count);
      return logits;
    } catch (OrtException e) {
      throw new EngineException("%d rows after %d: %s".formatted(count, length, e.getMessage()), e);
    } finally {
      held.close();
    }
  }

  private float[] run(GraphSession session, Tensors inputs, OnnxKvCache cache) throws OrtException {
    try (OrtSession.Result result = session.run(inputs, cache)) {
      OnnxTensor logits = (OnnxTensor) result.get("logits").orElseThrow();
      float[] copy = new float[config.vocab()];
      logits.getFloatBuffer().get(copy);
      return copy;
    }
  }

  /** A row sees what is before it in the sequence, and itself. */
  private static ByteBuffer causal(int count, int length, int visible) {
    ByteBuffer mask = Tensors.direct((long) count * visible);
    for (int row = 0; row < count; row++) {
      for (int column = 0; column <= length + row; column++) {
        mask.put(row * visible + column, (byte) 1);
      }
    }
    return mask;
  }

  /** An upper bound: what is alive at once at the widest place of a layer. */
  static long workingBytes(TextConfig config, int rows, int visible) {
    long perRow =
        10L * config.hidden()
            + 3L * config.intermediate()
            + 2L * visible
            + 3L * config.heads() * visible;
    long seen = 4L * config.kvHeads() * config.headDim() * visible;
    return Float.BYTES * (rows * perRow + seen + 2L * config.vocab());
  }

  /** What is widened for one product and for the next. */
  static long wideningBytes(TextConfig config) {
    long largest = Math.max(config.intermediate(), config.vocab());
    return 2 * Math.min(GraphOptions.WIDENED_BYTES, Float.BYTES * largest * config.hidden());
  }
}
