package io.cuepoint.worker.engine.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.cuepoint.worker.checkpoint.TextConfig;
import io.cuepoint.worker.engine.CountedKvCache;
import io.cuepoint.worker.engine.MemoryBudget;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Keys and values in direct buffers, position after position. What is bound is their first {@code
 * L} positions, each twice to the same memory: as what the graph reads and as what it writes. A
 * short past so costs nothing for a large capacity, and no step copies what is there. They start at
 * zero, so that a masked place is never a NaN.
 */
final class OnnxKvCache extends CountedKvCache {
  private final int width;
  private final MemoryBudget.Reservation held;
  private final Map<String, FloatBuffer> memory = new LinkedHashMap<>();
  private final Tensors past = new Tensors();
  private final Map<String, OnnxTensor> present = new HashMap<>();
  private int bound;

  OnnxKvCache(TextConfig config, int capacity, MemoryBudget.Reservation held) {
    super(capacity);
    this.width = config.kvHeads() * config.headDim();
    this.held = held;
    for (int layer = 0; layer < config.layers(); layer++) {
      for (String kind : new String[] {"k.", "v."}) {
        long bytes = (long) Float.BYTES * capacity * width;
        memory.put(kind + layer, Tensors.direct(bytes).asFloatBuffer());
      }
    }
  }

  /** Binds the first {@code visible} positions, at most the capacity. */
  void bind(int visible) throws OrtException {
    if (visible == bound) {
      return;
    }
    bound = 0;
    present.clear();
    past.close();
    for (Map.Entry<String, FloatBuffer> each : memory.entrySet()) {
      FloatBuffer seen = each.getValue().slice(0, visible * width);
      past.floats("past_" + each.getKey(), seen, 1, visible, width);
      OnnxTensor tensor = past.byName().get("past_" + each.getKey());
      if (tensor != null) {
        present.put("present_" + each.getKey(), tensor);
      }
    }
    bound = visible;
  }

  /** What is bound, as inputs. */
  Map<String, OnnxTensor> past() {
    return past.byName();
  }

  /** The same, as outputs. */
  Map<String, OnnxTensor> present() {
    return present;
  }

  /** Takes in {@code positions} of values between -0.5 and 0.5. */
  void fill(int positions, Random random) {
    for (FloatBuffer values : memory.values()) {
      for (int i = 0; i < positions * width; i++) {
        values.put(i, random.nextFloat() - 0.5f);
      }
    }
    truncate(0);
    grow(positions);
  }

  @Override
  public void close() {
    past.close();
    held.close();
  }
}
