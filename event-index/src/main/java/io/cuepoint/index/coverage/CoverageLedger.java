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

  /** A stretch over which nothing changes; {@code frames} is how many sampled frames lie in it. */
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
   * @param reason why it was not analysed or failed
   */
  record Look(
      Source.Kind kind,
      @Nullable String name,
      @Nullable String version,
      Outcome outcome,
      @Nullable String reason) {}
}
