package io.cuepoint.index.coverage;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For every second of a video: how it was sampled, what looked at it, or why not. */
public interface CoverageLedger {
  Optional<Coverage> of(UUID videoId);

  /** The ledger of one video; {@code spans} cover 0 to duration without gap or overlap. */
  record Coverage(UUID videoId, @Nullable MediaTime durationSeconds, List<Span> spans) {
    public Coverage {
      spans = List.copyOf(spans);
    }
  }

  /**
   * A stretch over which nothing changes.
   *
   * @param sampledFps the largest rate at which any analysis looked at it; 0 where none did
   * @param frames how many frames of that analysis lie in it
   */
  record Span(MediaTime start, MediaTime end, double sampledFps, int frames, List<Look> looks) {
    public Span {
      looks = List.copyOf(looks);
    }
  }

  /**
   * One detector's or model's look.
   *
   * @param name null as long as nobody took the stretch up, and where nobody could
   * @param version likewise
   * @param prompt version of the prompt; models only
   * @param reason why it was not analysed or failed
   * @param analysis the run that it belongs to; null for detectors, and as long as it is not known
   * @param supersededBy a later run in which the same model looked at the same stretch with the
   *     same prompt: what this look saw no longer counts; null where there is none
   * @param answer what the model said where that could not be read, at most 2,000 characters
   */
  record Look(
      Source.Kind kind,
      @Nullable String name,
      @Nullable String version,
      @Nullable String prompt,
      Outcome outcome,
      @Nullable String reason,
      @Nullable UUID analysis,
      @Nullable UUID supersededBy,
      @Nullable String answer) {
    /** What {@code source}, a detector, did. */
    static Look ofDetector(Source source, Outcome outcome, @Nullable String reason) {
      return new Look(
          source.kind(), source.name(), source.version(), null, outcome, reason, null, null, null);
    }

    /** What nobody in particular did. */
    static Look ofNobody(
        Source.Kind kind, Outcome outcome, @Nullable String reason, @Nullable UUID analysis) {
      return new Look(kind, null, null, null, outcome, reason, analysis, null, null);
    }

    Look supersededBy(UUID later) {
      return new Look(kind, name, version, prompt, outcome, reason, analysis, later, answer);
    }
  }
}
