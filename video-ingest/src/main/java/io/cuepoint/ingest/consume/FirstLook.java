package io.cuepoint.ingest.consume;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.activity.ActivityTrack;
import io.cuepoint.ingest.sample.PassState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the first look at a video has come: enough to go on from there as if nothing had been
 * broken off.
 *
 * @param activity by which windows have their rates; null where it was not asked for
 * @param place where the pass stood
 * @param clips that are stored and announced, in the order of their windows
 * @param counts what was sampled so far
 * @param signals what the detectors knew, in Base64
 */
record FirstLook(
    @Nullable ActivityTrack activity,
    PassState place,
    List<ClipSampled> clips,
    Counts counts,
    String signals) {
  FirstLook {
    clips = List.copyOf(clips);
  }

  /**
   * Frames in clips, as {@link SampledStretches} counts them.
   *
   * @param frames of each stretch
   * @param first target that had a frame; null before there was one
   * @param last likewise
   */
  record Counts(List<Integer> frames, @Nullable MediaTime first, @Nullable MediaTime last) {
    Counts {
      frames = List.copyOf(frames);
    }
  }

  static String noted(ByteArrayOutputStream signals) {
    return Base64.getEncoder().encodeToString(signals.toByteArray());
  }

  InputStream detectors() {
    return new ByteArrayInputStream(Base64.getDecoder().decode(signals));
  }

  /** The first window that no clip was made of. */
  int nextWindow() {
    return clips.isEmpty() ? 0 : clips.get(clips.size() - 1).index() + 1;
  }
}
