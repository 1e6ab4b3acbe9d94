package io.cuepoint.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * How far a worker is with a clip; the last one of a look has the stage {@link Stage#OVER}. Told
 * for people who wait: one that is lost or late changes nothing.
 *
 * @param worker stable name of the worker
 * @param question which of the clip's questions is being answered, from 1; 0 before the first
 * @param text of that answer, as far as it is there; of a long one its end
 * @param startedAt when the worker took the clip
 */
public record ClipProgress(
    UUID videoId,
    UUID clipId,
    TimeSpan window,
    String worker,
    Stage stage,
    int question,
    String text,
    Instant startedAt,
    Instant updatedAt) {
  public static final Topic<ClipProgress> TOPIC =
      new Topic<>(
          "cuepoint.clip.progress.v1", ClipProgress.class, message -> message.videoId().toString());

  /** What a worker does with a clip, in this order; the middle two for each question. */
  public enum Stage {
    /** Turns the frames into tokens. */
    VISION,
    /** Takes in the frames' tokens and the question's. */
    PROMPT,
    /** Writes the answer. */
    ANSWER,
    /** Done with this look, whatever came of it. */
    OVER
  }

  public ClipProgress {
    if (question < 0) {
      throw new IllegalArgumentException("question: " + question + " (expected: >= 0)");
    }
  }
}
