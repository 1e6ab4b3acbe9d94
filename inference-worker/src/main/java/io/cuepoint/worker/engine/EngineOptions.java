package io.cuepoint.worker.engine;

import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.quantize.WeightProgress;
import java.nio.file.Path;

/**
 * How a checkpoint is loaded.
 *
 * @param threads of one operation, at least 1
 * @param budget what it and all that it does may take
 * @param weights how the matrices are held; {@code AUTO} chooses by what is free in the budget
 * @param weightFolder where quantised weights are kept, see {@link
 *     io.cuepoint.worker.quantize.WeightCache}; not touched for f32
 * @param progress told while quantised weights are made
 */
public record EngineOptions(
    int threads,
    MemoryBudget budget,
    WeightFormat weights,
    Path weightFolder,
    WeightProgress progress) {
  public EngineOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
    }
  }
}
