package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pass found.
 *
 * @param duration end of the last frame or audio sample
 * @param videoEnd end of the last frame; null when no frame was decoded
 * @param audioEnd end of the last audio sample; null when none was decoded
 * @param frames that this pass decoded
 * @param samples targets that had a frame in it
 * @param warnings of the pass alone, without those of the probe
 */
public record PassResult(
    MediaTime duration,
    @Nullable MediaTime videoEnd,
    @Nullable MediaTime audioEnd,
    long frames,
    long samples,
    List<Warning> warnings) {
  public PassResult {
    warnings = List.copyOf(warnings);
  }
}
