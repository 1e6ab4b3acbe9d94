package io.cuepoint.worker.console;

import io.cuepoint.worker.checkpoint.WeightFormat;
import io.cuepoint.worker.engine.choice.EngineKind;

/**
 * How far an engine may be from the reference, by the format of its weights. The small checkpoints
 * are hard on few bits: their weights are random, and what is rounded off in one layer grows about
 * tenfold on its way to the scores. That of bf16 is an estimate by this; it has not been measured.
 * On a GPU, what is not in 4 bits is in bf16 where the matrices are in int4.
 *
 * @param vision largest relative error (L2) of the tokens of the frames
 * @param logits largest relative error (L2) of the scores after the prompt
 * @param lead a choice that leads the second by no more than this may fall otherwise, and all after
 *     it; 0 when all have to be the same
 */
record Tolerance(double vision, double logits, double lead) {
  static Tolerance of(WeightFormat format, EngineKind engine) {
    return switch (format) {
      case BF16 -> new Tolerance(0.05, 0.1, Double.POSITIVE_INFINITY);
      case INT8 ->
          engine == EngineKind.TENSORRT
              ? new Tolerance(0.05, 0.2, Double.POSITIVE_INFINITY)
              : new Tolerance(1e-4, 0.1, 0.1);
      case FP8 -> new Tolerance(0.05, 0.6, Double.POSITIVE_INFINITY);
      case INT4 ->
          new Tolerance(engine == EngineKind.TENSORRT ? 0.05 : 1e-4, 0.6, Double.POSITIVE_INFINITY);
      case F32, AUTO -> new Tolerance(1e-4, 1e-4, 0);
    };
  }

  boolean isExact() {
    return lead == 0;
  }
}
