package io.cuepoint.worker.generate;

import java.util.List;

/**
 * What the model said.
 *
 * @param ids its tokens, the one that ended it left out
 * @param text all that was streamed, put together
 * @param promptTokens tokens of the prompt
 * @param reusedTokens those of them that were still in the cache
 */
public record Answer(
    List<Integer> ids, String text, StopReason stop, int promptTokens, int reusedTokens) {
  public Answer {
    ids = List.copyOf(ids);
  }
}
