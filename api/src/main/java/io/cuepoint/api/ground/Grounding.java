package io.cuepoint.api.ground;

import io.cuepoint.contract.Event;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.TimeSpan;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When something happens in a video, as far as it is known.
 *
 * @param answers what the model found, in time order
 * @param candidates events that search takes for it, best first: where the model was sent
 * @param lookedAt where the model looked for it, or is about to
 * @param notLookedAt the rest of the video
 * @param analyses that look for it
 * @param detail in words
 */
record Grounding(
    UUID id,
    UUID videoId,
    String query,
    State state,
    List<Event> answers,
    List<Candidate> candidates,
    List<Looked> lookedAt,
    List<TimeSpan> notLookedAt,
    List<UUID> analyses,
    String detail) {

  /** How far it is. */
  enum State {
    LOOKING,
    REFINING,
    DONE,
    FAILED,
    NO_MODEL
  }

  /** An event that may be it. */
  record Candidate(Event event, double score) {}

  /**
   * A stretch that the model looks at.
   *
   * @param framesPerSecond null for the model's usual rate
   * @param state {@code pending}, {@code done} or {@code failed}
   */
  record Looked(MediaTime start, MediaTime end, @Nullable Double framesPerSecond, String state) {}
}
