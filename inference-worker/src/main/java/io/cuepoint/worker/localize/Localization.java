package io.cuepoint.worker.localize;

import io.cuepoint.contract.ClipAnswer;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of looking at a clip.
 *
 * @param outcome never pending
 * @param reason why it was not analysed or failed; null when it was analysed
 * @param source the model that looked; null when none did
 * @param answer what else is known of the look; null when no model answered
 */
public record Localization(
    Outcome outcome,
    @Nullable String reason,
    @Nullable Source source,
    List<EventLocalized> events,
    @Nullable ClipAnswer answer) {
  public Localization {
    events = List.copyOf(events);
    if ((outcome == Outcome.ANALYSED) != (reason == null)) {
      throw new IllegalArgumentException(
          "reason: " + reason + " (expected: one unless the outcome is analysed)");
    }
  }

  public static Localization notAnalysed(String reason) {
    return new Localization(Outcome.NOT_ANALYSED, reason, null, List.of(), null);
  }
}
