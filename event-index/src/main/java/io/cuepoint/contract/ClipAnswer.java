package io.cuepoint.contract;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a model made of a clip, beside its events.
 *
 * @param reports ids of all {@link EventLocalized} of this look: others that an earlier look at the
 *     clip gave no longer count
 * @param text what the model said, kept where it could not be read; null elsewhere
 * @param cut whether the answer reached its budget and ends with its last whole item
 * @param repetitionPenalty with which it was generated; 1 is none
 */
public record ClipAnswer(
    List<UUID> reports,
    @Nullable String text,
    boolean cut,
    float repetitionPenalty,
    int promptTokens,
    int answerTokens) {
  public ClipAnswer {
    reports = List.copyOf(reports);
  }
}
