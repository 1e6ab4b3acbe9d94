package io.cuepoint.contract;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ingest has cut all clips of an analysis other than a video's first, or could not.
 *
 * @param clips how many distinct {@link ClipSampled} there are for it
 * @param sampled the stretches that they cover, in time order, without overlap
 * @param failure why there are none; null when there are
 */
public record AnalysisSampled(
    UUID videoId,
    UUID analysisId,
    int clips,
    List<SampledSpan> sampled,
    @Nullable Failure failure) {
  public static final Topic<AnalysisSampled> TOPIC =
      new Topic<>(
          "cuepoint.analysis.sampled.v1",
          AnalysisSampled.class,
          message -> message.videoId().toString());

  public AnalysisSampled {
    sampled = List.copyOf(sampled);
  }
}
