package io.cuepoint.worker.generate;

import io.cuepoint.worker.checkpoint.GenerationDefaults;
import java.util.Set;

/**
 * How an answer is generated: greedily.
 *
 * @param maxTokens most tokens of the answer, at least 1
 * @param repetitionPenalty what the score of a token already in prompt or answer is divided by (a
 *     negative one: multiplied); 1 is none
 * @param endIds ids that end the answer and are not part of it
 */
public record GenerationOptions(int maxTokens, float repetitionPenalty, Set<Integer> endIds) {
  public GenerationOptions {
    endIds = Set.copyOf(endIds);
    if (maxTokens < 1) {
      throw new IllegalArgumentException("max tokens: " + maxTokens + " (expected: >= 1)");
    }
    if (!(repetitionPenalty > 0)) {
      throw new IllegalArgumentException(
          "repetition penalty: " + repetitionPenalty + " (expected: > 0)");
    }
  }

  /** As the checkpoint's publisher has it. */
  public static GenerationOptions of(GenerationDefaults defaults, int maxTokens) {
    return new GenerationOptions(maxTokens, defaults.repetitionPenalty(), defaults.endIds());
  }
}
