package io.cuepoint.worker.engine.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.EngineException;
import io.cuepoint.worker.engine.KvCache;
import io.cuepoint.worker.engine.MemoryBudget;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Keys and values in direct buffers, each bound twice to the same memory: as what the graph reads
 * and as what it writes. They start at zero, so that a masked place is never a NaN.
 */
final class OnnxKvCache implements KvCache {
  private final int capacity;
  private final MemoryBudget.Reservation held;
  private final Tensors past = new Tensors();
  private final Map<String, OnnxTensor> present = new HashMap<>();
  private int length;

  OnnxKvCache(TextConfig config, int capacity, MemoryBudget.Reservation held) {
    this.capacity = capacity;
    this.held = held;
    long values = (long) config.kvHeads() * capacity * config.headDim();
    try {
      for (int layer = 0; layer < config.layers(); layer++) {
        for (String kind : new String[] {"k.", "v."}) {
          FloatBuffer memory = Tensors.direct(values * Float.BYTES).asFloatBuffer();
          past.floats(
              "past_" + kind + layer, memory, 1, config.kvHeads(), capacity, config.headDim());
          OnnxTensor tensor = past.byName().get("past_" + kind + layer);
          if (tensor != null) {
            present.put("present_" + kind + layer, tensor);
          }
        }
      }
    } catch (OrtException e) {
      close();
      throw new EngineException("KV cache of " + capacity + " positions: " + e.getMessage(), e);
    }
  }

  Map<String, OnnxTensor> past() {
    return past.byName();
  }

  Map<String, OnnxTensor> present() {
    return present;
  }

  /** Takes in {@code positions} of values between -0.5 and 0.5. */
  void fill(int positions, Random random) {
    for (OnnxTensor tensor : past.byName().values()) {
      FloatBuffer values = tensor.getBufferRef().map(FloatBuffer.class::cast).orElseThrow();
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, random.nextFloat() - 0.5f);
      }
    }
    length = positions;
  }

  void grow(int rows) {
    length += rows;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void truncate(int to) {
    if (to < 0 || to > length) {
      throw new IllegalArgumentException("length: " + to + " (expected: 0 to " + length + ")");
    }
    length = to;
  }

  @Override
  public void close() {
    past.close();
    held.close();
  }
}
