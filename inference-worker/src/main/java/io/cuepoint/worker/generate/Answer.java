package io.cuepoint.worker.generate;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model said.
 *
 * @param ids its tokens, the one that ended it left out
 * @param text all that was streamed, put together
 * @param promptTokens tokens of the prompt
 * @param reusedTokens those of them that were still in the cache
 * @param penalty repetition penalty that was used
 * @param json the answer as JSON of the constraint, if there was one: all of it, or when it was cut
 *     all up to its last whole item; null when not even that is valid
 * @param prefill from the question to the scores of the first token
 * @param decode from there to the end
 */
public record Answer(
    List<Integer> ids,
    String text,
    StopReason stop,
    int promptTokens,
    int reusedTokens,
    float penalty,
    @Nullable String json,
    Duration prefill,
    Duration decode) {
  public Answer {
    ids = List.copyOf(ids);
  }

  /** Whether the model was stopped before it had said all. */
  public boolean cut() {
    return stop != StopReason.END;
  }
}
