package io.cuepoint.contract;

import java.util.List;

/** Every topic that Cuepoint uses. */
public final class Topics {
  public static final List<Topic<?>> ALL =
      List.of(
          VideoRegistered.TOPIC,
          VideoProbed.TOPIC,
          VideoSampled.TOPIC,
          VideoFailed.TOPIC,
          ClipSampled.TOPIC,
          ClipSampled.ASKED,
          AnalysisRequested.TOPIC,
          AnalysisSampled.TOPIC,
          ClipAnalyzed.TOPIC,
          EventLocalized.TOPIC,
          EventIndexed.TOPIC,
          ModelProfile.TOPIC);

  private Topics() {}
}
