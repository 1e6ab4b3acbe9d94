package io.cuepoint.worker.generate;

import io.cuepoint.worker.checkpoint.GenerationDefaults;
import io.cuepoint.worker.constrain.Constraint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is generated: greedily.
 *
 * @param maxTokens most tokens of the answer, at least 1
 * @param repetitionPenalty what the score of a token already in prompt or answer is divided by (a
 *     negative one: multiplied); 1 is none. Within a constraint it is 1, as JSON repeats itself
 * @param endIds ids that end the answer and are not part of it
 * @param constraint what the answer is held to; null for free text
 */
public record GenerationOptions(
    int maxTokens, float repetitionPenalty, Set<Integer> endIds, @Nullable Constraint constraint) {
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

  /** For free text. */
  public GenerationOptions(int maxTokens, float repetitionPenalty, Set<Integer> endIds) {
    this(maxTokens, repetitionPenalty, endIds, null);
  }

  /** As the checkpoint's publisher has it. */
  public static GenerationOptions of(GenerationDefaults defaults, int maxTokens) {
    return new GenerationOptions(maxTokens, defaults.repetitionPenalty(), defaults.endIds());
  }

  /** The same for an answer that is held to {@code constraint}. */
  public GenerationOptions within(Constraint constraint) {
    return new GenerationOptions(maxTokens, repetitionPenalty, endIds, constraint);
  }

  /** The repetition penalty that applies. */
  float penalty() {
    return constraint == null ? repetitionPenalty : 1;
  }
}
