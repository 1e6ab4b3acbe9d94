package io.cuepoint.worker.engine;

import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.quantize.WeightProgress;
import java.nio.file.Path;

/**
 * How a checkpoint is loaded.
 *
 * @param threads of one operation
 * @param budget what it and all that it does may take
 * @param clips looked at at a time, for which {@code AUTO} leaves room, at least 1
 * @param weights how the matrices are held; {@code AUTO} chooses by what is free in the budget
 * @param weightFolder where quantised weights are kept, see {@link
 *     io.cuepoint.worker.quantize.WeightCache}; not touched for f32
 * @param progress told while quantised weights are made
 */
public record EngineOptions(
    ComputeThreads threads,
    MemoryBudget budget,
    int clips,
    WeightFormat weights,
    Path weightFolder,
    WeightProgress progress) {
  public EngineOptions {
    if (clips < 1) {
      throw new IllegalArgumentException("clips: " + clips + " (expected: >= 1)");
    }
  }
}
