package io.cuepoint.index.coverage;

import io.cuepoint.contract.DetectorLook;
import io.cuepoint.contract.Failure;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.SampledSpan;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.index.coverage.CoverageLedger.Look;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a video's coverage.
 *
 * @param sampled as ingest told at the end of the first analysis; null before
 * @param later the other analyses, in the order in which they were asked for
 * @param failure why ingest gave up; null when it did not, or not for good
 */
record Facts(
    UUID videoId,
    @Nullable MediaTime duration,
    @Nullable List<SampledSpan> sampled,
    List<DetectorLook> detectors,
    List<ClipFacts> clips,
    List<Later> later,
    @Nullable Failure failure) {

  /** An analysis after the first; {@code sampled} is empty as long as it is not known. */
  record Later(UUID id, List<SampledSpan> sampled) {}

  /**
   * A clip, in the order of their windows.
   *
   * @param analysis null where only its outcome is known yet
   * @param framesPerSecond 0 where only its outcome is known yet
   * @param looks what models made of it; empty before the first
   */
  record ClipFacts(
      @Nullable UUID analysis,
      TimeSpan window,
      double framesPerSecond,
      int frames,
      List<Look> looks) {}
}
