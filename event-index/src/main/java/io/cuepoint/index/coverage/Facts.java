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
 * @param sampled as ingest told at the end; null before
 * @param failure why ingest gave up; null when it did not, or not for good
 */
record Facts(
    UUID videoId,
    @Nullable MediaTime duration,
    @Nullable List<SampledSpan> sampled,
    List<DetectorLook> detectors,
    List<ClipFacts> clips,
    @Nullable Failure failure) {

  /**
   * A clip, in the order of their windows.
   *
   * @param framesPerSecond 0 where only its outcome is known yet
   * @param looks what models made of it; empty before the first
   */
  record ClipFacts(TimeSpan window, double framesPerSecond, int frames, List<Look> looks) {}
}
